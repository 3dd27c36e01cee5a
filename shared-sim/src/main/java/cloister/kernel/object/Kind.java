package cloister.kernel.object;

/** What a saved object is, so that it can be made before those that point at it are loaded. */
public enum Kind {
  TASK,
  PROCESS,
  SIGNAL_HANDLERS,
  FILE_SYSTEM_PLACE,
  DESCRIPTOR_TABLE,
  FILE_DESCRIPTION,
  ADDRESS_SPACE,
  PAGE_CACHE,
  PAGE_QUOTA,
  FILE_SYSTEM,
  MOUNT,
  TMPFS_DIRECTORY,
  TMPFS_FILE,
  SYMLINK,
  SPECIAL_FILE,
  PIPE,
  DEVICE,
  PROC_DIRECTORY,
  PROC_FILE,
  TTY,
  STREAM
}
