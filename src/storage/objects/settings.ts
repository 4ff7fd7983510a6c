import { z } from 'zod';

const S3Settings = z.object({
  bucket: z.string().min(3).optional().describe('The bucket. It must exist.'),
  endpoint: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Address of an S3-compatible server such as MinIO or Ceph. Amazon S3 when absent.'),
  region: z.string().min(1).default('us-east-1').describe('Region of the bucket.'),
  prefix: z
    .string()
    .regex(/^([\w.-]+\/)*$/, 'folders such as earshot/ or prod/earshot/, or nothing')
    .default('earshot/')
    .describe('What the keys of all objects begin with, so that a bucket can be shared.'),
  forcePathStyle: z
    .boolean()
    .default(false)
    .describe(
      'Address the bucket in the path instead of the host name: most servers other than Amazon need it.',
    ),
  accessKeyId: z
    .string()
    .min(1)
    .optional()
    .describe('Access key. Without one the identity of the machine or container is used (instance role).'),
  secretAccessKey: z.string().min(1).optional().describe('The secret that belongs to the access key.'),
  timeoutMs: z
    .int()
    .min(100)
    .default(60_000)
    .describe('How long one request (a part of an upload, a range) may take.'),
  tries: z.int().min(1).max(10).default(4).describe('How often a request is tried.'),
  partBytes: z
    .int()
    .min(5 * 1024 * 1024)
    .default(8 * 1024 * 1024)
    .describe('Length of a part of an upload; four are held in memory at once.'),
});

export const ObjectsSettings = z
  .object({
    store: z
      .enum(['disk', 's3'])
      .default('disk')
      .describe('Where recordings lie: disk or s3. Encrypted in both.'),
    folder: z
      .string()
      .min(1)
      .optional()
      .describe('Folder of the disk store; `objects` in the data folder when absent. One process uses it.'),
    masterKeys: z
      .string()
      .optional()
      .describe(
        'Master keys as id:base64 of 32 bytes, separated by commas. The first writes, all read. Without this setting they are in the key file, which is made at the first start.',
      ),
    keyFile: z
      .string()
      .min(1)
      .optional()
      .describe('The file of the master keys; `keys/master.keys` in the data folder when absent.'),
    s3: S3Settings.prefault({}),
  })
  .superRefine(({ store, s3 }, context) => {
    if (store === 's3' && s3.bucket === undefined) {
      context.addIssue({ code: 'custom', path: ['s3', 'bucket'], message: 'the s3 store needs a bucket' });
    }
    if ((s3.accessKeyId === undefined) !== (s3.secretAccessKey === undefined)) {
      context.addIssue({
        code: 'custom',
        path: ['s3', 'secretAccessKey'],
        message: 'give accessKeyId and secretAccessKey together, or neither',
      });
    }
  });
export type ObjectsSettings = z.infer<typeof ObjectsSettings>;
