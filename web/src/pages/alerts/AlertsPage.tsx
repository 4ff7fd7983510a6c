import { Switch, Tabs } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import { Page, PageHead } from '../../parts/Page.tsx';
import { playAlertTone, useAlertSound } from '../../shell/alert-tone.ts';
import { AlertList } from './AlertList.tsx';
import { AlertsSearch } from './alerts-search.ts';
import { Channels } from './Channels.tsx';
import { Ledger } from './Ledger.tsx';
import { Rules } from './Rules.tsx';

const route = getRouteApi('/alerts');

/** What somebody has to be told of at once, by which rules, and whether word of it arrives. */
export function AlertsPage() {
  useDocumentTitle('Alerts · Earshot');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (next: Partial<AlertsSearch>) =>
    void navigate({ search: (present) => ({ ...present, ...next }), replace: true });

  return (
    <Page>
      <PageHead title="Alerts">
        <SoundSwitch />
      </PageHead>
      <Tabs
        value={search.tab}
        onChange={(tab) => change({ tab: AlertsSearch.parse({ tab }).tab })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="alerts">Alerts</Tabs.Tab>
          <Tabs.Tab value="rules">Rules</Tabs.Tab>
          <Tabs.Tab value="ledger">Ledger</Tabs.Tab>
          <Tabs.Tab value="channels">Channels</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="alerts">
          <AlertList search={search} onChange={change} />
        </Tabs.Panel>
        <Tabs.Panel value="rules">
          <Rules />
        </Tabs.Panel>
        <Tabs.Panel value="ledger">
          <Ledger />
        </Tabs.Panel>
        <Tabs.Panel value="channels">
          <Channels />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

function SoundSwitch() {
  const [on, setOn] = useAlertSound();
  return (
    <Switch
      size="xs"
      label="Sound in this browser"
      checked={on}
      onChange={(event) => {
        const isOn = event.currentTarget.checked;
        setOn(isOn);
        // So that one knows what it sounds like; browsers also want a click before any sound.
        if (isOn) playAlertTone(true);
      }}
    />
  );
}
