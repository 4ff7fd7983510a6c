import { useComputedColorScheme } from '@mantine/core';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import WaveSurfer from 'wavesurfer.js';
import Regions from 'wavesurfer.js/plugins/regions';
import Timeline from 'wavesurfer.js/plugins/timeline';
import type { Peaks } from '../../../../../src/model/api.ts';
import { formatDuration, speakDuration } from '../../../format/time.ts';
import { speakerOf } from '../../../parts/speaker.ts';
import { usePosition } from '../../../playback/use-playback.ts';
import { type Scheme, schemes } from '../../../theme.ts';
import { useCallDesk } from '../call-desk.ts';
import type { Lane } from './lanes.ts';
import { stretchesOf } from './regions.ts';
import classes from './Waveform.module.css';

interface Props {
  peaks: Peaks;
  lanes: Lane[];
  /** Twice as near with every step; the whole call at 0. */
  zoom: number;
}

export function laneHeight(lanes: number): number {
  return lanes > 1 ? 50 : 64;
}

const wholeSecond = (positionMs: number) => Math.floor(positionMs / 1000);
const stepMs = 5000;
const pageMs = 30_000;

/** A lane of one leg has the colour of its role; on a mixed one the regions behind tell who speaks. */
function laneColour(lane: Lane | undefined, scheme: Scheme): string {
  const leg = lane?.legs.length === 1 ? lane.legs[0] : undefined;
  return leg ? scheme[speakerOf(leg, null).tone] : scheme.soft;
}

export function Waveform({ peaks, lanes, zoom }: Props) {
  const { call, playback, place } = useCallDesk();
  const scheme = schemes[useComputedColorScheme('light', { getInitialValueInEffect: false })];
  const container = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<{ waves: WaveSurfer; regions: InstanceType<typeof Regions> } | null>(
    null,
  );
  const second = usePosition(playback, wholeSecond);
  // As text, so that a progress event, which makes new lanes of the same looks, does not draw everything again.
  const look = peaks.channels
    .map((_, channel) =>
      laneColour(
        lanes.find((lane) => lane.channel === channel),
        scheme,
      ),
    )
    .join();

  useEffect(() => {
    const element = container.current;
    if (!element) return;
    const regions = Regions.create();
    const height = laneHeight(peaks.channels.length);
    const waves = WaveSurfer.create({
      container: element,
      media: playback.element,
      peaks: peaks.channels,
      duration: playback.durationMs / 1000,
      height,
      barWidth: 2,
      barGap: 1,
      barRadius: 1,
      cursorColor: scheme.ink,
      cursorWidth: 1,
      normalize: false,
      barHeight: gainOf(peaks),
      dragToSeek: true,
      hideScrollbar: false,
      splitChannels: look.split(',').map((colour) => ({
        height,
        waveColor: `color-mix(in srgb, ${colour} 45%, ${scheme.surface})`,
        progressColor: colour,
      })),
      plugins: [
        regions,
        Timeline.create({
          height: 16,
          formatTimeCallback: (seconds) => formatDuration(seconds * 1000),
          style: { fontSize: '10px', color: 'var(--ear-soft)' },
          secondaryLabelOpacity: 0.7,
        }),
      ],
    });
    const ready = waves.on('ready', () => setDrawn({ waves, regions }));
    return () => {
      ready();
      setDrawn(null);
      waves.destroy();
    };
  }, [playback, peaks, look, scheme]);

  useEffect(() => {
    // In the moment between two drawings there is nothing to be zoomed.
    if (!drawn?.waves.getDecodedData()) return;
    const { waves } = drawn;
    waves.zoom(zoom === 0 ? 0 : (waves.getWidth() / waves.getDuration()) * 2 ** zoom);
  }, [drawn, zoom]);

  const stretches = useMemo(() => stretchesOf(call, place), [call, place]);
  useEffect(() => {
    if (!drawn) return;
    for (const { look: id, span } of stretches) {
      drawn.regions.addRegion({
        id,
        start: span.startMs / 1000,
        end: span.endMs / 1000,
        drag: false,
        resize: false,
        color: 'transparent',
      });
    }
    return () => drawn.regions.clearRegions();
  }, [drawn, stretches]);

  const steer = (event: KeyboardEvent) => {
    const moves: Record<string, number> = {
      ArrowLeft: -stepMs,
      ArrowDown: -stepMs,
      ArrowRight: stepMs,
      ArrowUp: stepMs,
      PageDown: -pageMs,
      PageUp: pageMs,
      Home: Number.NEGATIVE_INFINITY,
      End: Number.POSITIVE_INFINITY,
    };
    const move = moves[event.key];
    if (move === undefined || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    playback.seek(playback.getPositionMs() + move);
  };

  return (
    <div
      ref={container}
      className={classes.wave}
      role="slider"
      tabIndex={0}
      aria-label="Position in the call"
      aria-valuemin={0}
      aria-valuemax={Math.round(playback.durationMs / 1000)}
      aria-valuenow={second}
      aria-valuetext={`${speakDuration(second * 1000)} of ${speakDuration(playback.durationMs)}`}
      title={`${formatDuration(playback.durationMs)} long: click to go there`}
      onKeyDown={steer}
    />
  );
}

/** Telephone speech is quiet: drawn so that only its loudest moments reach the edge of a lane, on one scale for all. */
function gainOf({ channels }: Peaks): number {
  const levels = channels.flat().filter((level) => level > 0.01);
  if (levels.length === 0) return 1;
  const loud = levels.toSorted((a, b) => a - b)[Math.floor(levels.length * 0.98)] ?? 1;
  return Math.min(12, 0.92 / loud);
}
