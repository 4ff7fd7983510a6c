import { Tabs } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import { Page, PageHead } from '../../parts/Page.tsx';
import { ReviewerName } from '../../parts/ReviewerName.tsx';
import { Assignments } from './Assignments.tsx';
import { Floor } from './Floor.tsx';
import classes from './Instructor.module.css';
import { InstructorSearch } from './instructor-search.ts';
import { OpenDrills } from './OpenDrills.tsx';
import { SideBySide } from './SideBySide.tsx';
import { Trainees } from './Trainees.tsx';

const route = getRouteApi('/training/instructor');

/** Who needs what, who has done what, and how everybody gets on. */
export function InstructorPage() {
  useDocumentTitle('Instructor · Earshot');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (next: Partial<InstructorSearch>) =>
    void navigate({ search: (present) => ({ ...present, ...next }), replace: true });
  return (
    <Page>
      <PageHead title="Instructor" note="What trainees need, have to do, and have done">
        <div className={classes.who}>
          <ReviewerName />
        </div>
      </PageHead>
      <Tabs
        value={search.tab}
        onChange={(tab) => change({ tab: InstructorSearch.parse({ tab }).tab })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="floor">From the floor</Tabs.Tab>
          <Tabs.Tab value="assignments">Assignments</Tabs.Tab>
          <Tabs.Tab value="trainees">Trainees</Tabs.Tab>
          <Tabs.Tab value="class">Side by side</Tabs.Tab>
          <Tabs.Tab value="open">Open drills</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="floor">
          <Floor />
        </Tabs.Panel>
        <Tabs.Panel value="assignments">
          <Assignments />
        </Tabs.Panel>
        <Tabs.Panel value="trainees">
          <Trainees who={search.who} onChoose={(who) => change({ who })} />
        </Tabs.Panel>
        <Tabs.Panel value="class">
          <SideBySide scenario={search.scenario} onChoose={(scenario) => change({ scenario })} />
        </Tabs.Panel>
        <Tabs.Panel value="open">
          <OpenDrills />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
