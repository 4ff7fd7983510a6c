const mebibyte = 1024 * 1024;

/**
 * How the embedded server is set up: for one machine of two cores that also does everything else, with a
 * database of some gigabytes. Given on the command line at every start, so that the cluster's own files stay as
 * initdb made them and a new version of Earshot brings its own values.
 */
export function serverSettings(machine: { port: number; totalMemoryBytes: number }): Record<string, string> {
  const memoryMb = Math.floor(machine.totalMemoryBytes / mebibyte);
  return {
    listen_addresses: '127.0.0.1',
    port: String(machine.port),
    unix_socket_directories: '',
    max_connections: '50',
    // A sixteenth of memory: the rest of the cluster is found in the system's cache, which speech can reclaim.
    shared_buffers: `${clamp(Math.floor(memoryMb / 16), 64, 256)}MB`,
    effective_cache_size: `${clamp(Math.floor(memoryMb / 2), 256, 16_384)}MB`,
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    // What was said to be stored is on disk: a call is never acknowledged and then lost.
    fsync: 'on',
    synchronous_commit: 'on',
    wal_compression: 'on',
    max_wal_size: '1GB',
    checkpoint_timeout: '15min',
    max_wal_senders: '0',
    max_logical_replication_workers: '0',
    // Statements are short and cores few: compiling them or spreading them over workers costs more than it gives.
    jit: 'off',
    max_parallel_workers_per_gather: '0',
    io_method: 'sync',
    random_page_cost: '1.1',
    effective_io_concurrency: '16',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    log_connections: '',
    // The details of an error quote the row, and the statement its text: they may hold words of a call.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

/** Settings as arguments of `postgres`. */
export function settingArguments(settings: Record<string, string>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
