import { Tabs } from '@mantine/core';
import { useRef } from 'react';
import { useCallPrompts } from '../../../api/prompts.ts';
import { useCallDesk } from '../call-desk.ts';
import { Marks } from '../marks/Marks.tsx';
import { AboutCall } from './AboutCall.tsx';
import { Findings } from './Findings.tsx';
import { Measures } from './Measures.tsx';
import { Prompted } from './Prompted.tsx';
import classes from './SidePanel.module.css';

export function SidePanel() {
  const { call } = useCallDesk();
  // A recording was on no screen.
  const prompts = useCallPrompts(call.id, call.source !== 'recording').data?.prompts ?? [];
  const panel = useRef<HTMLElement>(null);
  // Another tab is another text: it is read from its beginning.
  const toStart = () => panel.current?.scrollTo({ top: 0 });
  return (
    <aside className={classes.panel} aria-label="About this call" ref={panel}>
      <Tabs
        defaultValue="marks"
        onChange={toStart}
        keepMounted={false}
        classNames={{ tab: classes.tab, list: classes.tabs }}
      >
        <Tabs.List>
          <Tabs.Tab value="marks">Marks</Tabs.Tab>
          <Tabs.Tab value="measures">Measures</Tabs.Tab>
          {call.findings.length > 0 && <Tabs.Tab value="findings">Findings</Tabs.Tab>}
          {prompts.length > 0 && <Tabs.Tab value="prompts">Screen</Tabs.Tab>}
          <Tabs.Tab value="about">Record</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="marks" className={classes.body}>
          <Marks />
        </Tabs.Panel>
        <Tabs.Panel value="measures" className={classes.body}>
          <Measures />
        </Tabs.Panel>
        <Tabs.Panel value="findings" className={classes.body}>
          <Findings />
        </Tabs.Panel>
        <Tabs.Panel value="prompts" className={classes.body}>
          <Prompted prompts={prompts} />
        </Tabs.Panel>
        <Tabs.Panel value="about" className={classes.body}>
          <AboutCall />
        </Tabs.Panel>
      </Tabs>
    </aside>
  );
}
