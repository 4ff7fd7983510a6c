import type { Kind } from '../../model/call.ts';

/** A question that call takers ask in many words, and what its answer becomes in a twin. */
export interface KnownQuestion {
  id: string;
  title: string;
  /** Cues of the pack that tell it. */
  asked: readonly string[];
  ask: string;
  critical?: boolean;
}

/** Questions whose answers say who and where somebody is: in a twin they are made up. */
export const identityQuestions: Record<Kind, readonly KnownQuestion[]> = {
  psap: [
    {
      id: 'address',
      title: 'the address',
      asked: ['{asks_location}'],
      ask: 'What is the address of the emergency?',
      critical: true,
    },
    { id: 'unit', title: 'the unit', asked: ['{asks_detail}'], ask: 'Is it a house or an apartment?' },
    {
      id: 'phone',
      title: 'the number to call back',
      asked: ['{asks_phone}'],
      ask: 'What is your phone number?',
    },
    { id: 'name', title: 'the name of the caller', asked: ['{asks_name}'], ask: 'What is your name?' },
    { id: 'age', title: 'the age', asked: ['{asks_age}'], ask: 'How old?' },
  ],
  'contact-centre': [
    {
      id: 'name',
      title: 'the name',
      asked: ['{asks_name}'],
      ask: 'May I have your full name?',
      critical: true,
    },
    {
      id: 'account',
      title: 'the number of the account or order',
      asked: ['{asks_account}'],
      ask: 'What is your account number?',
      critical: true,
    },
    { id: 'birth', title: 'the date of birth', asked: ['{asks_birth}'], ask: 'What is your date of birth?' },
    { id: 'address', title: 'the address', asked: ['{asks_address}'], ask: 'What is your home address?' },
    {
      id: 'phone',
      title: 'the telephone number',
      asked: ['{asks_phone}'],
      ask: 'What is the best phone number?',
    },
    {
      id: 'email',
      title: 'the e-mail address',
      asked: ['{asks_email}'],
      ask: 'What is the best e-mail address?',
    },
    {
      id: 'secret',
      title: 'what only the holder knows',
      asked: ['{asks_secret}'],
      ask: 'What is the security word?',
    },
  ],
};

/** Questions about the matter itself: the caller's own words answer them. */
export const matterQuestions: Record<Kind, readonly KnownQuestion[]> = {
  psap: [
    {
      id: 'awake',
      title: 'whether the patient is awake',
      asked: ['{asks_awake}', '{asks_alert}'],
      ask: 'Is he awake?',
      critical: true,
    },
    {
      id: 'breathing',
      title: 'how the patient breathes',
      asked: ['{asks_breathing}', '{asks_normal_breathing}', '{asks_breath}'],
      ask: 'Is he breathing normally?',
      critical: true,
    },
    {
      id: 'people',
      title: 'who is there and who is hurt',
      asked: ['{asks_people}'],
      ask: 'Is anybody hurt?',
    },
    {
      id: 'weapons',
      title: 'whether there are weapons',
      asked: ['{asks_weapons}'],
      ask: 'Are there any weapons?',
      critical: true,
    },
    {
      id: 'bleeding',
      title: 'whether somebody bleeds',
      asked: ['{asks_blood}'],
      ask: 'Is there any bleeding?',
    },
    {
      id: 'harm',
      title: 'whether somebody means to hurt themselves',
      asked: ['{asks_self_harm}'],
      ask: 'Are you thinking about suicide?',
      critical: true,
    },
    { id: 'substance', title: 'what was taken', asked: ['{asks_substance}'], ask: 'What did he take?' },
    { id: 'fire', title: 'what burns', asked: ['{asks_fire}'], ask: 'Do you see flames or smoke?' },
    { id: 'out', title: 'whether everybody is out', asked: ['{asks_out}'], ask: 'Is everyone out?' },
    {
      id: 'looks',
      title: 'what somebody looks like',
      asked: ['{asks_looks}'],
      ask: 'What does he look like?',
    },
    { id: 'vehicle', title: 'what vehicle it is', asked: ['{asks_vehicle}'], ask: 'What kind of car is it?' },
    {
      id: 'heading',
      title: 'which way somebody went',
      asked: ['{asks_heading}'],
      ask: 'Which way did he go?',
    },
    { id: 'whereabouts', title: 'where somebody is now', asked: ['{asks_suspect}'], ask: 'Where is he now?' },
    { id: 'safety', title: 'whether the caller is safe', asked: ['{asks_safety}'], ask: 'Are you safe?' },
    { id: 'time', title: 'when it happened', asked: ['{asks_time}'], ask: 'How long ago did it happen?' },
  ],
  'contact-centre': [],
};

/** What brings out the matter as a whole. */
export const openQuestion: Record<Kind, Pick<KnownQuestion, 'asked' | 'ask'>> = {
  psap: { asked: ['{asks_open}'], ask: 'What happened?' },
  'contact-centre': {
    asked: [
      'what ...3 (happened|happening|going on|wrong|problem|issue|matter)',
      'tell me ...5',
      'how (can|may) i help',
    ],
    ask: 'What happened?',
  },
};
