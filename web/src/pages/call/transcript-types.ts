/** For file dialogs: Earshot, Whisper and Amazon Transcribe JSON, WebVTT, SubRip. */
export const transcriptTypes = '.json,.vtt,.srt,.txt';
