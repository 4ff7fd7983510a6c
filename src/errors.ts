/**
 * Every error a person or a program may meet, by code. Nothing is recognised by its message.
 * `text` is public: it says what happened and what to do next, and never holds words, names or numbers of a
 * call. What varies (a file name, a limit) travels in `details`.
 */
const table = {
  // Asking
  request_invalid: {
    status: 400,
    retryable: false,
    text: 'The request is not of the form this address takes. See details for the fields and /docs for the form.',
  },
  not_found: {
    status: 404,
    retryable: false,
    text: 'There is nothing at this address. /docs lists what there is.',
  },
  call_not_found: {
    status: 404,
    retryable: false,
    text: 'No call has this id. It may have been deleted, or belong to another data folder.',
  },
  scorecard_not_found: {
    status: 404,
    retryable: false,
    text: 'No scorecard has this id. `GET /api/v1/scorecards` lists those loaded.',
  },
  object_not_found: {
    status: 404,
    retryable: false,
    text: 'The stored file is missing from the object store. Restore it from a backup.',
  },
  request_too_large: {
    status: 413,
    retryable: false,
    text: 'The request is larger than this address takes.',
  },
  media_type_unsupported: {
    status: 415,
    retryable: false,
    text: 'This address does not take a body of this content type. /docs shows what it takes.',
  },
  range_not_satisfiable: { status: 416, retryable: false, text: 'The byte range lies outside the file.' },
  call_without_audio: {
    status: 404,
    retryable: false,
    text: 'The audio of this call is not stored (yet). Look at the state of the call and its `hasAudio`.',
  },
  host_refused: {
    status: 403,
    retryable: false,
    text: 'The request names a host this server does not answer for. Use localhost, or add the name to settings (http.allowedHosts).',
  },
  origin_refused: {
    status: 403,
    retryable: false,
    text: 'The request came from a page of another origin, which is not allowed.',
  },
  conflict: {
    status: 409,
    retryable: false,
    text: 'The call is not in a state that allows this. Reload it and look at its state.',
  },
  // Review
  evaluation_not_found: {
    status: 404,
    retryable: false,
    text: 'The call has no evaluation on this scorecard, or that version of the scorecard is not loaded any more.',
  },
  review_conflict: {
    status: 409,
    retryable: false,
    text: 'The evaluation is not in a state that allows this. Reload the call and look at its state.',
  },
  release_blocked: {
    status: 409,
    retryable: false,
    text: 'Something has to be decided before this evaluation can be released. See details for what.',
  },
  comment_missing: {
    status: 422,
    retryable: false,
    text: 'This answer needs a comment: it differs from the machine, or the form asks for one.',
  },
  // An open call
  live_full: {
    status: 503,
    retryable: true,
    text: 'As many calls are open as may be (live.maxCalls in settings). Try again when one has ended, or raise the limit.',
  },
  live_key_in_use: {
    status: 409,
    retryable: false,
    text: 'Another call with this key is open or ending, with other legs or another sample rate. Start with a new key.',
  },
  live_taken_over: {
    status: 409,
    retryable: false,
    text: 'Another connection with the same key took this call over. One source fills a call at a time.',
  },
  live_message_invalid: {
    status: 400,
    retryable: false,
    text: 'The message is not of the form a source of live audio sends. docs/ingest/live.md has the form.',
  },
  // Alerts
  alert_not_found: {
    status: 404,
    retryable: false,
    text: 'No alert has this id. It may have gone with its call.',
  },
  alert_rule_not_found: {
    status: 404,
    retryable: false,
    text: 'No rule for alerts has this id. `GET /api/v1/alerts/rules` lists those there are.',
  },
  alert_delivery_not_found: {
    status: 404,
    retryable: false,
    text: 'No delivery has this id. It may have gone with its call.',
  },
  alert_delivery_not_dead: {
    status: 409,
    retryable: false,
    text: 'Only a delivery that was given up can be sent again by hand; this one was sent or is still being tried.',
  },
  channel_not_found: {
    status: 404,
    retryable: false,
    text: 'No channel for alerts has this name. `GET /api/v1/alerts/channels` lists those of the settings.',
  },
  channel_unreachable: {
    status: 502,
    retryable: true,
    text: 'The channel did not take the alert: it cannot be reached, is busy or answered too late. It is tried again.',
  },
  channel_refused: {
    status: 502,
    retryable: false,
    text: 'The channel refused the alert. Check its address, its key and who it writes to in settings (alerts.channels).',
  },
  // A recording
  audio_empty: { status: 422, retryable: false, text: 'The file has no bytes. Export the recording again.' },
  audio_silent_length: {
    status: 422,
    retryable: false,
    text: 'The file is audio but holds no samples. Export the recording again.',
  },
  audio_not_recognised: {
    status: 415,
    retryable: false,
    text: 'This is not audio of a known format. WAV, MP3, Ogg, Opus, FLAC, M4A, AAC and WebM are taken.',
  },
  audio_codec_unsupported: {
    status: 415,
    retryable: false,
    text: 'The container is known but the codec inside is not. Convert the recording to WAV, or see docs/formats.md.',
  },
  audio_damaged: {
    status: 422,
    retryable: false,
    text: 'The audio is damaged and nothing of it can be decoded. Export the recording again.',
  },
  audio_channels_unsupported: {
    status: 422,
    retryable: false,
    text: 'A recording has one channel, or two with one speaker each. Split it, or send its legs as two files.',
  },
  audio_too_long: {
    status: 422,
    retryable: false,
    text: 'The recording is longer than the limit in settings (intake.maxDurationMs). Split it, or raise the limit.',
  },
  audio_legs_differ: {
    status: 422,
    retryable: false,
    text: 'The two files given as the legs of one call differ too much in length to be one call.',
  },
  upload_too_large: {
    status: 413,
    retryable: false,
    text: 'The file is larger than the limit in settings (intake.maxUploadBytes).',
  },
  upload_interrupted: {
    status: 400,
    retryable: true,
    text: 'The upload ended before the file was complete. Send it again.',
  },
  upload_without_file: {
    status: 400,
    retryable: false,
    text: 'The request holds no audio file. Send it as multipart/form-data in the field `file`.',
  },
  file_not_found: {
    status: 404,
    retryable: false,
    text: 'There is no file or folder at this path, or it may not be read.',
  },
  // What comes with a recording
  metadata_invalid: {
    status: 422,
    retryable: false,
    text: 'The data that came with the recording are not of the documented form. See details and docs/ingest/recordings.md.',
  },
  metadata_unknown_key: {
    status: 422,
    retryable: false,
    text: 'The data that came with the recording have a key that is not known. Put keys of your own under `extra`.',
  },
  transcript_malformed: {
    status: 422,
    retryable: false,
    text: 'The transcript that came with the call cannot be read. Earshot JSON, WebVTT, SRT, Whisper JSON and Amazon Transcribe JSON are taken.',
  },
  recording_missing: {
    status: 422,
    retryable: false,
    text: 'Data came for a recording that is not there. Put the recording beside them, under the same name.',
  },
  // Speech
  speech_engine_missing: {
    status: 503,
    retryable: true,
    text: 'No speech engine is set up. Install a model, set an endpoint, or attach a transcript.',
  },
  speech_engine_failed: {
    status: 502,
    retryable: true,
    text: 'The speech engine failed on this call. It is tried again; see details for what it said.',
  },
  speech_engine_refused: {
    status: 502,
    retryable: false,
    text: 'The speech endpoint refused the request. Check its address, key and model name in settings.',
  },
  speech_narrowband: {
    status: 422,
    retryable: false,
    text: 'This recogniser hears microphones at 16 kHz and no telephones. Install a model for calls on the page Speech.',
  },
  model_unknown: {
    status: 404,
    retryable: false,
    text: 'The catalogue has no model of this name. `earshot models list` shows them.',
  },
  model_missing: {
    status: 409,
    retryable: false,
    text: 'The model is not installed. Pull it, or import its folder.',
  },
  model_file_missing: {
    status: 409,
    retryable: false,
    text: 'A file of the model is missing. Remove the model and pull or import it again.',
  },
  model_corrupt: {
    status: 409,
    retryable: false,
    text: 'A file of the model is damaged or is not the model it claims to be. Remove it and pull or import it again.',
  },
  model_not_recognised: {
    status: 422,
    retryable: false,
    text: 'This is not a speech model that can be recognised by its files. Name its type, or see docs/speech.md for the files each type has.',
  },
  model_download_failed: {
    status: 502,
    retryable: true,
    text: 'The model could not be downloaded. Try again (it resumes), set a mirror, or import the folder from another machine.',
  },
  child_crashed: {
    status: 500,
    retryable: true,
    text: 'A helper process ended unexpectedly. The work is tried again.',
  },
  child_timeout: {
    status: 500,
    retryable: true,
    text: 'A helper process did not answer in time and was ended. The work is tried again.',
  },
  // Storage
  object_damaged: {
    status: 500,
    retryable: false,
    text: 'A stored file is truncated or was altered. It is not played. Restore it from a backup.',
  },
  object_key_unknown: {
    status: 500,
    retryable: false,
    text: 'A stored file was encrypted with a master key that is not configured. Add that key to the key file.',
  },
  key_file_missing: {
    status: 500,
    retryable: false,
    text: 'The file of the master keys is missing, but there are stored recordings that cannot be read without it. Restore it from a backup; only if the recordings may be lost, empty the object store.',
  },
  key_file_invalid: {
    status: 500,
    retryable: false,
    text: 'The file of the master keys cannot be read. See details for the line; restore it from a backup.',
  },
  disk_full: {
    status: 507,
    retryable: true,
    text: 'The disk is full. Nothing was lost; free some space and try again.',
  },
  storage_unavailable: {
    status: 503,
    retryable: true,
    text: 'The object store cannot be reached. The work is tried again.',
  },
  database_unavailable: {
    status: 503,
    retryable: true,
    text: 'The database cannot be reached. The work is tried again.',
  },
  database_unsuitable: {
    status: 500,
    retryable: false,
    text: 'The database is too old or has the wrong encoding. Earshot needs PostgreSQL 15 or newer and a database in UTF8.',
  },
  database_newer: {
    status: 500,
    retryable: false,
    text: 'The database was changed by a newer version of Earshot. Start that version, or restore a backup from before.',
  },
  database_altered: {
    status: 500,
    retryable: false,
    text: 'The database was set up by other migrations than the ones of this version. Start the version that made it, or restore a backup.',
  },
  database_start_failed: {
    status: 500,
    retryable: true,
    text: 'The embedded PostgreSQL could not be started. See details for what it said.',
  },
  // Judging
  scorecard_invalid: {
    status: 422,
    retryable: false,
    text: 'A scorecard file is not of the documented form. See details for file, line and field.',
  },
  scorecard_version_not_found: {
    status: 404,
    retryable: false,
    text: 'The scorecard has no such version. `GET /api/v1/scorecards/versions` lists all there are.',
  },
  scorecard_changed: {
    status: 409,
    retryable: false,
    text: 'Somebody has saved this draft since you opened it. Load it again and repeat your change, or make a new draft of your text.',
  },
  scorecard_not_draft: {
    status: 409,
    retryable: false,
    text: 'Only a draft can be changed: what was published keeps its meaning. Make the next draft from this version.',
  },
  scorecard_not_published: {
    status: 409,
    retryable: false,
    text: 'Only a version that was published in the dashboard can be archived. Drafts are discarded, and versions of a file are changed in its pack.',
  },
  scorecard_golden_changed: {
    status: 409,
    retryable: false,
    text: 'Golden calls of the pack would get other marks. Look at them in details; to publish all the same, say so (`acceptGoldenChanges`).',
  },
  pack_not_found: {
    status: 404,
    retryable: false,
    text: 'No pack has this id. `GET /api/v1/scorecards/versions` names those loaded.',
  },
  backtest_not_found: {
    status: 404,
    retryable: false,
    text: 'There is no such backtest (any more). Start it again.',
  },
  call_without_transcript: {
    status: 409,
    retryable: false,
    text: 'The call has no transcript (yet), so it cannot be judged. Choose another call.',
  },
  call_file_invalid: {
    status: 422,
    retryable: false,
    text: 'The file is not a call in the documented form. See details for the field, and docs/agreement.md for the form.',
  },
  labelled_calls_missing: {
    status: 404,
    retryable: false,
    text: 'The folder holds no labelled calls. They are JSON or YAML files; docs/agreement.md has the form.',
  },
  // Training
  scenario_invalid: {
    status: 422,
    retryable: false,
    text: 'A file of the simulator is not of the documented form. See details for file, line and field, and docs/simulator.md for the form.',
  },
  scenario_not_found: {
    status: 404,
    retryable: false,
    text: 'No scenario has this id. `earshot drill list` names those there are.',
  },
  scenario_version_not_found: {
    status: 404,
    retryable: false,
    text: 'The scenario has no such version. `GET /api/v1/scenarios/versions` lists all there are.',
  },
  call_without_kind: {
    status: 409,
    retryable: false,
    text: 'Nothing tells what kind of call this is, so no scenario can be made of it. Choose a call that was judged.',
  },
  scenario_changed: {
    status: 409,
    retryable: false,
    text: 'Somebody has saved this draft since you opened it. Load it again and repeat your change, or keep your text as a new draft.',
  },
  scenario_not_draft: {
    status: 409,
    retryable: false,
    text: 'Only a draft can be changed: drills were played by what was published. Make the next draft from this version.',
  },
  scenario_not_published: {
    status: 409,
    retryable: false,
    text: 'Only a version that was published in the dashboard can be archived. Drafts are discarded, and what ships stays.',
  },
  scenario_not_approved: {
    status: 409,
    retryable: false,
    text: 'This draft was made of a real call. Somebody has to look at everything that could tell whose call it was, and approve this very text, before it leaves the draft.',
  },
  scenario_leaks: {
    status: 409,
    retryable: false,
    text: 'The draft still says something of the call it was made of. Change the words in details, save, and look again.',
  },
  scenario_not_looked_at: {
    status: 409,
    retryable: false,
    text: 'Some of what could tell whose call it was has not been looked at. Details say how much; load the list again.',
  },
  drill_turns_invalid: {
    status: 422,
    retryable: false,
    text: 'What the trainee says must be a JSON array of texts, or of objects with `text` and `atMs`, in order and not empty. See details.',
  },
  cad_record_invalid: {
    status: 422,
    retryable: false,
    text: 'The CAD record must be a JSON object with texts under `location`, `callback`, `incident`, `priority`, `units` and `narrative`. See details.',
  },
  drill_not_found: {
    status: 404,
    retryable: false,
    text: 'No drill has this id. `GET /api/v1/drills` lists those there are.',
  },
  drills_full: {
    status: 503,
    retryable: true,
    text: 'As many drills are open as may be (drills.mostOpen in settings). Try again when one has ended, or raise the limit.',
  },
  drill_not_ended: {
    status: 409,
    retryable: false,
    text: 'The drill has not ended, so there is nothing to look back on yet. Hang up first.',
  },
  drill_without_score: {
    status: 404,
    retryable: false,
    text: 'There is nothing to look back on: nobody answered, or the call was deleted and its words with it.',
  },
  drill_over: {
    status: 409,
    retryable: false,
    text: 'The drill has ended. Look at its debriefing, or start another run.',
  },
  drill_elsewhere: {
    status: 409,
    retryable: true,
    text: 'The drill is played by another server of this database. Reach it there; when that server is gone it goes on here.',
  },
  drill_not_answered: {
    status: 409,
    retryable: false,
    text: 'The call rings and nobody has answered it yet. Answer it first.',
  },
  drill_not_heard: {
    status: 409,
    retryable: false,
    text: 'The caller cannot hear this: the line is on hold or muted. Take it back first.',
  },
  drill_taken_over: {
    status: 409,
    retryable: false,
    text: 'The drill was opened at another desk, which has it now. Load the page again to take it back.',
  },
  drill_message_invalid: {
    status: 400,
    retryable: false,
    text: 'The message is not of the form the desk of a drill sends. /asyncapi.json has the form.',
  },
  voice_not_found: {
    status: 404,
    retryable: false,
    text: 'No voice has this id. `GET /api/v1/voices` lists those there are.',
  },
  no_language_model: {
    status: 409,
    retryable: false,
    text: "No language model is set up, so the caller's words cannot come from one. Name one under models.chain in the settings, or have the lines said as they are written.",
  },
  voice_unavailable: {
    status: 503,
    retryable: false,
    text: 'This voice cannot speak here. See details for what is missing; choose another voice, or go on by text.',
  },
  voice_failed: {
    status: 502,
    retryable: true,
    text: 'The voice failed on this line. The drill goes on by text; see details for what it said.',
  },
  // The centre's documents
  document_not_found: {
    status: 404,
    retryable: false,
    text: 'No document has this id. It may have been removed.',
  },
  document_known: {
    status: 409,
    retryable: false,
    text: 'Another document was made of the same file. Remove one of the two.',
  },
  document_unsupported: {
    status: 415,
    retryable: false,
    text: 'This kind of file cannot be looked up in. Markdown, plain text, HTML, PDF and DOCX are taken: save it as one of them.',
  },
  document_damaged: {
    status: 422,
    retryable: false,
    text: 'The document is damaged or locked with a password. Save it again without one.',
  },
  document_without_text: {
    status: 422,
    retryable: false,
    text: 'The document holds no text. If it was scanned, have its text recognised first.',
  },
  document_too_large: {
    status: 413,
    retryable: false,
    text: 'The document is larger than the limit. Split it, or raise knowledge.maxBytes in settings.',
  },
  event_not_injectable: {
    status: 409,
    retryable: false,
    text: 'This event cannot be made to happen: it has happened, or the scenario has none of this name. Details name those that can.',
  },
  assignment_not_found: {
    status: 404,
    retryable: false,
    text: 'No assignment has this id. `GET /api/v1/assignments` lists those there are.',
  },
  assignment_refused: {
    status: 409,
    retryable: false,
    text: 'This run is no part of the assignment as it stands now; details say why. Look at the assignment, or run the scenario without it.',
  },
  // Starting
  setting_invalid: { status: 500, retryable: false, text: 'A setting is not valid. See details.' },
  already_running: { status: 409, retryable: false, text: 'Earshot is already running on this data folder.' },
  port_in_use: {
    status: 409,
    retryable: false,
    text: 'Another program uses this port. Choose another with --port.',
  },
  bind_refused: {
    status: 403,
    retryable: false,
    text: 'Until accounts exist the server listens on this machine only. Use 127.0.0.1, ::1 or localhost, or put a reverse proxy with access control on this machine.',
  },
  data_folder_unusable: {
    status: 500,
    retryable: false,
    text: 'The data folder cannot be used. See details for what to do.',
  },
  dashboard_build_failed: {
    status: 500,
    retryable: false,
    text: 'The dashboard could not be built. See details; the project folder must be writable for the first start.',
  },
  internal: {
    status: 500,
    retryable: true,
    text: 'Something went wrong in Earshot. The log holds the cause under the same request id.',
  },
} as const satisfies Record<string, { status: number; retryable: boolean; text: string }>;

export type ErrorCode = keyof typeof table;

export const errorCodes = Object.keys(table) as ErrorCode[];

/** What of an error may be shown: to a person, in the API, in a job's record. */
export interface PublicError {
  code: ErrorCode;
  message: string;
  details?: Record<string, unknown>;
}

/**
 * The one error type of the project.
 * `details` are shown to whoever made the request, so they may hold a file name or a limit of theirs, but no
 * words, names or numbers of a call.
 */
export class EarshotError extends Error {
  readonly code: ErrorCode;
  readonly details: Record<string, unknown> | undefined;

  constructor(code: ErrorCode, options: { details?: Record<string, unknown>; cause?: unknown } = {}) {
    super(table[code].text, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'EarshotError';
    this.code = code;
    this.details = options.details;
  }

  get status(): number {
    return table[this.code].status;
  }

  get retryable(): boolean {
    return table[this.code].retryable;
  }
}

const systemCodes: Record<string, ErrorCode> = {
  ENOSPC: 'disk_full',
  EDQUOT: 'disk_full',
  ECONNREFUSED: 'database_unavailable',
};

/** Any thrown value as an `EarshotError`: ours as it is, a full disk as `disk_full`, the rest as `internal`. */
export function toEarshotError(thrown: unknown): EarshotError {
  if (thrown instanceof EarshotError) return thrown;
  const systemCode = (thrown as { code?: unknown } | null)?.code;
  const code = typeof systemCode === 'string' ? systemCodes[systemCode] : undefined;
  return new EarshotError(code ?? 'internal', { cause: thrown });
}

export function publicError(thrown: unknown): PublicError {
  const error = toEarshotError(thrown);
  return {
    code: error.code,
    message: error.message,
    ...(error.details ? { details: error.details } : {}),
  };
}

/** Rebuilds an error that crossed a process border or was stored, so that its code survives. */
export function fromPublicError(value: PublicError): EarshotError {
  const known = value.code in table ? value.code : 'internal';
  return new EarshotError(known, value.details ? { details: value.details } : {});
}
