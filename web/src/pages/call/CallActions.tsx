import { ActionIcon, Button, FileButton, Group, Menu, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs';
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs';
import IconFileText from '@tabler/icons-react/dist/esm/icons/IconFileText.mjs';
import IconNotebook from '@tabler/icons-react/dist/esm/icons/IconNotebook.mjs';
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs';
import { useNavigate } from '@tanstack/react-router';
import type { CallDetail } from '../../../../src/model/api.ts';
import { originalUrl, useAttachTranscript, useDeleteCall } from '../../api/calls.ts';
import { useMakeTwin } from '../../api/scenario-editing.ts';
import { tellProblem } from '../../shell/notices.ts';
import { useOpenScenario } from '../scenarios/use-open-scenario.ts';
import { transcriptTypes } from './transcript-types.ts';

/** What is done seldom: save, attach, make a scenario of it, delete. */
export function CallActions({ call }: { call: CallDetail }) {
  const [asking, question] = useDisclosure(false);
  const attach = useAttachTranscript(call.id);
  const remove = useDeleteCall();
  const twin = useMakeTwin(call.id);
  const navigate = useNavigate();
  const openScenario = useOpenScenario();
  const attachFile = (file: File | null) => {
    if (file) attach.mutate(file, { onError: (error) => tellProblem('The transcript was not taken', error) });
  };
  const deleteCall = () =>
    remove.mutate(call.id, {
      onSuccess: () => navigate({ to: '/calls' }),
      onError: (error) => tellProblem('The call was not deleted', error),
    });
  const makeTwin = () =>
    twin.mutate(null, {
      onSuccess: openScenario,
      onError: (error) => tellProblem('No scenario was made', error),
    });
  return (
    <>
      <FileButton onChange={attachFile} accept={transcriptTypes}>
        {({ onClick: chooseTranscript }) => (
          <Menu position="bottom-end" width={260} withInitialFocusPlaceholder={false}>
            <Menu.Target>
              <ActionIcon variant="default" size="lg" aria-label="More about this call">
                <IconDots size={18} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {call.fileNames.map((name, position) => (
                <Menu.Item
                  key={name}
                  component="a"
                  href={originalUrl(call.id, position)}
                  download={name}
                  leftSection={<IconDownload size={16} aria-hidden />}
                >
                  Save {name}
                </Menu.Item>
              ))}
              <Menu.Item leftSection={<IconFileText size={16} aria-hidden />} onClick={chooseTranscript}>
                {call.transcript ? 'Replace the transcript…' : 'Attach a transcript…'}
              </Menu.Item>
              {call.transcript && (
                <Menu.Item
                  leftSection={<IconNotebook size={16} aria-hidden />}
                  disabled={twin.isPending}
                  onClick={makeTwin}
                >
                  Make a scenario of this call
                </Menu.Item>
              )}
              <Menu.Divider />
              <Menu.Item
                color="var(--ear-poor)"
                leftSection={<IconTrash size={16} aria-hidden />}
                onClick={question.open}
              >
                Delete the call…
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </FileButton>
      <Modal
        opened={asking}
        onClose={question.close}
        title="Delete this call?"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <Text size="md">
          Its recording, transcript, marks and flags are deleted from this machine. It cannot be undone.
        </Text>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" size="sm" onClick={question.close} data-autofocus>
            Keep it
          </Button>
          <Button color="red.8" size="sm" loading={remove.isPending} onClick={deleteCall}>
            Delete
          </Button>
        </Group>
      </Modal>
    </>
  );
}
