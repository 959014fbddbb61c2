/**
 * Preloaded (`node -r`) into the processes that `up` starts: when the starter goes away, even by `kill -9`, its
 * children stop in order, so that the next start finds free ports and no one writing to the database.
 */
process.on('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), 10_000).unref();
});
// the line to the parent must not keep a finished process alive
process.channel?.unref();
