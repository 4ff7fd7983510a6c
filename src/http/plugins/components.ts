import { z } from 'zod';
import { EarshotError, publicError } from '../../errors.ts';
import * as agreement from '../../model/agreement.ts';
import * as alert from '../../model/alert.ts';
import * as api from '../../model/api.ts';
import * as call from '../../model/call.ts';
import * as debrief from '../../model/debrief.ts';
import * as drill from '../../model/drill.ts';
import * as desk from '../../model/drill-desk.ts';
import * as phrasing from '../../model/drill-phrasing.ts';
import * as watch from '../../model/drill-watch.ts';
import * as drills from '../../model/drills.ts';
import { Guide, GuideQuestion } from '../../model/guide.ts';
import * as hotWords from '../../model/hot-words.ts';
import * as judgement from '../../model/judgement.ts';
import * as knowledge from '../../model/knowledge.ts';
import * as live from '../../model/live.ts';
import { CallMetrics, LegMetrics } from '../../model/metrics.ts';
import * as prompt from '../../model/prompt.ts';
import * as review from '../../model/review.ts';
import * as cards from '../../model/scenario-card.ts';
import * as scenario from '../../model/scenario-editing.ts';
import { Criterion, ScorecardOutline } from '../../model/scorecard.ts';
import * as editing from '../../model/scorecard-editing.ts';
import * as skills from '../../model/skills.ts';
import * as training from '../../model/training.ts';
import * as voice from '../../model/voice.ts';

type Described = [schema: z.ZodType, id: string, description: string];

const components: Described[] = [
  [api.ApiError, 'ApiError', 'What every error looks like.'],
  [api.ApiError.shape.error, 'Problem', 'An error by its code, with a sentence a person can act on.'],
  [api.CallSummary, 'CallSummary', 'A call as lists show it.'],
  [api.CallDetail, 'CallDetail', 'Everything known of one call.'],
  [api.CallList, 'CallList', 'A page of calls. Pass `nextCursor` as `cursor` to get the next.'],
  [api.CallFacets, 'CallFacets', 'The distinct values that filters offer.'],
  [api.StageRecord, 'StageRecord', 'How one stage of the pipeline went for a call.'],
  [api.Received, 'Received', 'A call that came in. A duplicate names the call that was here already.'],
  [api.ReceivedList, 'ReceivedList', 'What came in with a request.'],
  [api.Rejection, 'Rejection', 'A file that was offered and not taken.'],
  [api.QueueOverview, 'QueueOverview', 'What runs, what waits, what failed and what was not taken.'],
  [api.SpeechModel, 'SpeechModel', 'A speech model of the catalogue and its state on this machine.'],
  [api.SpeechOverview, 'SpeechOverview', 'The engine in use and all models.'],
  [hotWords.HotWordList, 'HotWordList', 'Words that recognition favours, of one centre or of all.'],
  [hotWords.HotWordLists, 'HotWordLists', 'All lists of words to favour.'],
  [hotWords.HotWordsInForce, 'HotWordsInForce', 'The words that recognition favours.'],
  [api.KeyRotation, 'KeyRotation', 'The rewrapping of all objects under the writing master key.'],
  [
    api.LanguageModelList,
    'LanguageModelList',
    'The language models that may be asked about a call, in their order, and what they cost.',
  ],
  [api.KeysOverview, 'KeysOverview', 'The master keys by their ids, and how their rotation went.'],
  [api.WatchedFolder, 'WatchedFolder', 'The folder whose recordings are taken as they come.'],
  [api.RolesChange, 'RolesChange', 'Who speaks on each leg, by leg index.'],
  [api.Peaks, 'Peaks', 'Levels for drawing: per channel, the largest absolute sample of each step, 0 to 1.'],
  [api.LiveEvent, 'LiveEvent', 'What a live event holds as JSON in its `data`.'],
  [live.LiveSummary, 'LiveSummary', 'An open call as a wall shows it.'],
  [live.LiveDetail, 'LiveDetail', 'Everything known of an open call.'],
  [Guide, 'Guide', 'What a call taker is shown of this kind of call, and what is still to be asked.'],
  [GuideQuestion, 'GuideQuestion', 'One thing to learn in an open call.'],
  [
    prompt.PromptReport,
    'PromptReport',
    'Said by a screen: that it shows something, or what was done with it.',
  ],
  [prompt.Prompt, 'Prompt', 'Something a screen put before the call taker, and what came of it.'],
  [prompt.PromptList, 'PromptList', 'What a screen put before the call taker, in order.'],
  [knowledge.KnowledgeDocument, 'KnowledgeDocument', "One of the centre's own documents."],
  [knowledge.KnowledgeList, 'KnowledgeList', "The centre's own documents."],
  [knowledge.DocumentText, 'DocumentText', 'A document with its passages.'],
  [knowledge.Passage, 'Passage', 'A stretch of a document under one heading.'],
  [knowledge.MarkedPiece, 'MarkedPiece', 'Part of a text, sought or not.'],
  [knowledge.KnowledgeHit, 'KnowledgeHit', 'A passage that was found, with what was sought marked.'],
  [knowledge.KnowledgeHits, 'KnowledgeHits', 'What a search found, best first.'],
  [live.LiveList, 'LiveList', 'The calls that are open.'],
  [live.LiveRemark, 'LiveRemark', 'What somebody adds to an open call.'],
  [live.KeptRemark, 'KeptRemark', 'A remark as it stands on the call.'],
  [live.ServerLoad, 'ServerLoad', 'What the server process spends.'],
  [live.LiveLeg, 'LiveLeg', 'How one side of an open call stands.'],
  [live.LegState, 'LegState', 'Whether audio comes from one side of an open call, and if not why.'],
  [live.LiveNote, 'LiveNote', 'Something that happened to the audio of an open call.'],
  [live.Need, 'Need', 'Why an open call needs somebody, and since when on its own clock.'],
  [live.Partial, 'Partial', 'Words of a turn that is not over yet.'],
  [alert.Alert, 'Alert', 'A rule that came true of a call. Holds no words of anybody on it.'],
  [alert.AlertItem, 'AlertItem', 'An alert and how word of it travelled.'],
  [alert.AlertList, 'AlertList', 'A page of alerts, the newest first, and how many are open.'],
  [alert.Delivery, 'Delivery', 'Word of an alert to one channel.'],
  [alert.AlertRule, 'AlertRule', 'Of what somebody is told at once.'],
  [alert.AlertWhen, 'AlertWhen', 'What raises an alert.'],
  [alert.QuietHours, 'QuietHours', 'When all but critical alerts wait to be sent.'],
  [alert.AlertRuleInForce, 'AlertRuleInForce', 'A rule as it is in force, and what of it was set here.'],
  [alert.AlertRuleList, 'AlertRuleList', 'The rules of all packs.'],
  [alert.AlertRuleChange, 'AlertRuleChange', 'What is set on top of the file of a rule.'],
  [alert.AlertAct, 'AlertAct', 'Who does something about an alert.'],
  [alert.AlertFeedback, 'AlertFeedback', 'Whether an alert was useful, and who says so.'],
  [alert.LedgerLine, 'LedgerLine', 'How good a rule is.'],
  [alert.AlertLedger, 'AlertLedger', 'How good each rule is, from what people did with its alerts.'],
  [alert.ChannelStanding, 'ChannelStanding', 'A channel of the settings and how deliveries to it went.'],
  [alert.ChannelList, 'ChannelList', 'The channels of the settings.'],
  [call.CallState, 'CallState', 'Where a call stands.'],
  [call.Source, 'Source', 'Where a call came from.'],
  [call.Kind, 'Kind', 'The trade a call belongs to.'],
  [call.Role, 'Role', 'Who speaks: the call taker or agent, the caller or customer, anybody else.'],
  [call.Direction, 'Direction', 'Who rang whom.'],
  [call.Stage, 'Stage', 'A stage of the pipeline.'],
  [call.Span, 'Span', 'A stretch of time on the clock of the call; `endMs` is exclusive.'],
  [call.Leg, 'Leg', 'One direction of audio and who speaks on it.'],
  [call.Word, 'Word', 'A word and when it was said.'],
  [call.Turn, 'Turn', 'What one leg said without a break.'],
  [call.Transcript, 'Transcript', 'What was heard on a call, and by which engine.'],
  [judgement.Finding, 'Finding', 'Something noticed in a call, with the turn or time it points at.'],
  [judgement.Flag, 'Flag', 'A finding or score that needs eyes.'],
  [judgement.Evidence, 'Evidence', 'What a mark rests on: turns, or the window searched in vain.'],
  [judgement.Mark, 'Mark', 'The answer to one criterion, with reason and evidence.'],
  [judgement.Evaluation, 'Evaluation', 'All marks of a call on one version of a scorecard, and its score.'],
  [judgement.Opinion, 'Opinion', 'What one judge (rules, a model, a person) said to a question.'],
  [judgement.AutoFail, 'AutoFail', 'Something that fails the call as a whole.'],
  [review.ReviewEvent, 'ReviewEvent', 'Something a person decides about a call.'],
  [
    review.ReviewEntry,
    'ReviewEntry',
    'A line of the history of a review: who, when, what, and the score after it.',
  ],
  [review.ReviewRequest, 'ReviewRequest', 'A decision, by whom, about the evaluation on which scorecard.'],
  [review.Reading, 'Reading', 'What one person said of an auto-fail last.'],
  [review.ReviewReason, 'ReviewReason', 'Why something waits for a person, from the most urgent down.'],
  [review.Wait, 'Wait', 'One thing about a call that waits for a person.'],
  [review.EvaluationReview, 'EvaluationReview', 'How the review of one evaluation stands.'],
  [review.CallReview, 'CallReview', 'How the review of a call stands.'],
  [review.ReviewItem, 'ReviewItem', 'Something that waits, with its call.'],
  [
    review.ReviewQueue,
    'ReviewQueue',
    'What waits for people, the most urgent first, and how much by reason.',
  ],
  [agreement.Estimate, 'Estimate', 'A figure and its 95 % interval; null where it is not defined.'],
  [agreement.Detection, 'Detection', 'How well something was found.'],
  [agreement.Mistake, 'Mistake', 'A place where two sources of answers differ.'],
  [agreement.QuestionGate, 'QuestionGate', 'Whether answers to a question may be shown as facts, and why.'],
  [agreement.GatedQuestion, 'GatedQuestion', 'How far the answers to a question agree with people.'],
  [agreement.GatedScorecard, 'GatedScorecard', 'How far marks on a scorecard agree with people.'],
  [agreement.AgreementOverview, 'AgreementOverview', 'How far each source of marks agrees with people.'],
  [drill.ScenarioOutline, 'ScenarioOutline', 'A scenario by name.'],
  [drill.CadRecord, 'CadRecord', 'What a trainee enters for the dispatch.'],
  [cards.ScenarioCard, 'ScenarioCard', 'A scenario as the list of what can be trained shows it.'],
  [cards.ScenarioList, 'ScenarioList', 'What can be trained.'],
  [cards.ScenarioDetail, 'ScenarioDetail', 'What a scenario trains.'],
  [voice.VoiceOutline, 'VoiceOutline', 'How a simulated caller can sound.'],
  [voice.VoiceTrial, 'VoiceTrial', 'A sentence to hear a voice by.'],
  [voice.VoiceList, 'VoiceList', 'How simulated callers can sound.'],
  [drills.DrillMode, 'DrillMode', 'Spoken both ways, typed and heard, or written both ways.'],
  [drills.DrillPhase, 'DrillPhase', 'Where a drill stands.'],
  [phrasing.CallerWords, 'CallerWords', 'Who puts what a simulated caller says into words.'],
  [phrasing.DrillPhrasing, 'DrillPhrasing', 'How it goes with the words of a language model for a caller.'],
  [drills.StartDrill, 'StartDrill', 'Who is to train what, and how.'],
  [desk.CadEntry, 'CadEntry', 'One entry into the form of the dispatch, and when.'],
  [desk.DrillHint, 'DrillHint', 'What can be asked next.'],
  [desk.DrillNote, 'DrillNote', 'What an instructor notes of a drill.'],
  [drills.DrillSummary, 'DrillSummary', 'A drill as lists show it.'],
  [desk.DrillDetail, 'DrillDetail', 'A drill as its desk shows it.'],
  [drill.Act, 'DrillAct', 'What a turn of the trainee did, and what it moved.'],
  [drill.CallerMood, 'CallerMood', 'How the mind of the caller stands.'],
  [drill.ToldFact, 'ToldFact', 'Something the caller told, and how it came out.'],
  [drill.ScoreItem, 'ScoreItem', 'One thing a part of the score looked at, with its evidence.'],
  [drill.ScorePart, 'ScorePart', 'A part of the score of a drill.'],
  [drill.DrillScore, 'DrillScore', 'What a drill is worth, and why.'],
  [debrief.MoodMoment, 'MoodMoment', 'A moment of the mind of the caller, and what brought it about.'],
  [debrief.FactOutcome, 'FactOutcome', 'What became of a fact of the scenario.'],
  [debrief.CadComparison, 'CadComparison', 'A field of the record beside that of the scenario.'],
  [debrief.RunToCompare, 'RunToCompare', 'A run to lay over another.'],
  [watch.DrillWatch, 'DrillWatch', 'A drill that goes on, as an instructor sees it.'],
  [debrief.Debrief, 'Debrief', 'All there is to look back on of a drill.'],
  [drills.DrillList, 'DrillList', 'A page of drills, the newest first.'],
  [training.Assignment, 'Assignment', 'What trainees are given to do, and how far each of them is.'],
  [training.NewAssignment, 'NewAssignment', 'What trainees are to do, and how.'],
  [training.TraineeStanding, 'TraineeStanding', 'How an assignment stands for one trainee.'],
  [training.AssignmentList, 'AssignmentList', 'Assignments, the newest first.'],
  [training.SeedPolicy, 'SeedPolicy', 'Which caller the trainees of an assignment get.'],
  [training.Watch, 'Watch', 'A criterion of one call taker that is watched on real calls.'],
  [training.FloorCall, 'FloorCall', 'A real call in which a criterion counted, and its answer.'],
  [
    training.Weakness,
    'Weakness',
    'What a call taker misses again and again on real calls, and what trains it.',
  ],
  [
    training.Watched,
    'Watched',
    'How often a criterion was missed on real calls before and after its training.',
  ],
  [training.FloorOverview, 'FloorOverview', 'What real calls say about training.'],
  [scenario.ScenarioVersionSummary, 'ScenarioVersionSummary', 'A version of a scenario, without its text.'],
  [scenario.ScenarioVersions, 'ScenarioVersions', 'All versions of one scenario.'],
  [scenario.ScenarioLibrary, 'ScenarioLibrary', 'All scenarios with all their versions.'],
  [scenario.ScenarioCheck, 'ScenarioCheck', 'What reading a text as a scenario gives.'],
  [scenario.ScenarioVersion, 'ScenarioVersion', 'A version of a scenario with its text.'],
  [scenario.TriedScenario, 'TriedScenario', 'How the caller of a text answers to turns.'],
  [scenario.TwinApproval, 'TwinApproval', 'Who looked whether a twin tells whose call it was made of.'],
  [scenario.TwinItem, 'TwinItem', 'Something in a call that could tell whose it was.'],
  [scenario.TwinReview, 'TwinReview', 'What a twin must not tell, and whether somebody has approved it.'],
  [skills.SkillRun, 'SkillRun', 'A drill that ended with a score.'],
  [skills.Skill, 'Skill', 'What somebody can do, by level, from their drills.'],
  [skills.Observation, 'Observation', 'A heading of a daily observation report, 1 to 7.'],
  [skills.LevelProposal, 'LevelProposal', 'A level that the runs of somebody speak for; a person decides.'],
  [skills.LevelDecision, 'LevelDecision', 'What a person decided about the level of somebody.'],
  [skills.NewLevelDecision, 'NewLevelDecision', 'A decision about the level of somebody.'],
  [skills.TraineeSummary, 'TraineeSummary', 'A trainee as lists show them.'],
  [skills.TraineeList, 'TraineeList', 'Everybody who ran a drill.'],
  [skills.TraineeProfile, 'TraineeProfile', 'How a trainee gets on over their drills.'],
  [skills.ClassComparison, 'ClassComparison', 'One scenario with one seed, run by several.'],
  [LegMetrics, 'LegMetrics', 'How much one leg spoke.'],
  [CallMetrics, 'CallMetrics', 'Talk, silence, dead air and talk-over of a call.'],
  [Criterion, 'Criterion', 'One question of a scorecard.'],
  [ScorecardOutline, 'ScorecardOutline', 'A scorecard as screens need it.'],
  [
    editing.VersionStatus,
    'VersionStatus',
    'A draft is edited, a published version judges, an archived one judged.',
  ],
  [editing.ScorecardProblem, 'ScorecardProblem', 'A mistake in a scorecard, and where it stands.'],
  [editing.VersionSummary, 'VersionSummary', 'A version of a scorecard, without its text.'],
  [
    editing.ScorecardVersions,
    'ScorecardVersions',
    'All versions of one scorecard, and which calls it is for.',
  ],
  [editing.ScorecardLibrary, 'ScorecardLibrary', 'All scorecards with all their versions.'],
  [editing.ScorecardCheck, 'ScorecardCheck', 'What reading a text as a scorecard gives.'],
  [editing.ScorecardVersion, 'ScorecardVersion', 'A version of a scorecard with its text.'],
  [editing.MarkChange, 'MarkChange', 'A mark that a draft gives otherwise.'],
  [editing.ScorecardPreview, 'ScorecardPreview', 'A call judged by a draft and by the version in force.'],
  [editing.GoldenMarkChange, 'GoldenMarkChange', "A golden call's mark that a draft gives otherwise."],
  [editing.GoldenCheck, 'GoldenCheck', 'What a draft changes on the golden calls of its pack.'],
  [editing.ScoreSpread, 'ScoreSpread', 'Scores, bands and auto-fails of many calls on one form.'],
  [editing.CriterionChange, 'CriterionChange', 'How answers to one criterion change over many calls.'],
  [editing.CallChange, 'CallChange', 'How the score of one call changes.'],
  [editing.BacktestResult, 'BacktestResult', 'What a draft changes over many calls.'],
  [editing.Backtest, 'Backtest', 'A draft judged over stored calls: how far it is, and the result.'],
];

/** The model's schemas by the names under which the OpenAPI document refers to them. */
export function componentSchemas() {
  const registry = z.registry<{ id?: string; description?: string; examples?: unknown[] }>();
  for (const [schema, id, description] of components) registry.add(schema, { id, description });
  registry.add(api.ApiError, { ...registry.get(api.ApiError), examples: [{ error: exampleProblem() }] });
  return registry;
}

function exampleProblem(): api.Problem {
  return publicError(new EarshotError('upload_too_large', { details: { maxBytes: 2_147_483_648 } }));
}
