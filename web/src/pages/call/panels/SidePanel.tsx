import { Tabs } from '@mantine/core';
import { useCallDesk } from '../call-desk.ts';
import { Marks } from '../marks/Marks.tsx';
import { AboutCall } from './AboutCall.tsx';
import { Findings } from './Findings.tsx';
import { Measures } from './Measures.tsx';
import classes from './SidePanel.module.css';

export function SidePanel() {
  const { call } = useCallDesk();
  return (
    <aside className={classes.panel} aria-label="About this call">
      <Tabs defaultValue="marks" keepMounted={false} classNames={{ tab: classes.tab, list: classes.tabs }}>
        <Tabs.List>
          <Tabs.Tab value="marks">Marks</Tabs.Tab>
          <Tabs.Tab value="measures">Measures</Tabs.Tab>
          {call.findings.length > 0 && <Tabs.Tab value="findings">Findings</Tabs.Tab>}
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
        <Tabs.Panel value="about" className={classes.body}>
          <AboutCall />
        </Tabs.Panel>
      </Tabs>
    </aside>
  );
}
