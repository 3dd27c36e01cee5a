package cloister.device.ide;

import cloister.state.Saveable;

/**
 * What hangs on a channel. A drive acts when the channel says so and leaves its answer in the
 * registers: a block to exchange, success or failure.
 */
public interface Drive extends Saveable {
  Registers registers();

  /** The end of a reset: the registers say what kind of drive this is. */
  void reset();

  /** The reset pin of the cable: also the settings of the drive are those of power-on again. */
  void hardwareReset();

  void execute(int command);

  /** Whether the drive is ready for the host's first block as soon as it has the command. */
  boolean asksAtOnce(int command);

  /** The host has taken, or given, the whole block. */
  void blockDone();

  /** Whether the command ends, without an interrupt, as soon as the host has taken the block. */
  boolean endsWithBlock();

  /** Whether the drive takes a command while it is busy with another one. */
  boolean obeysWhileBusy(int command);

  /** The sector that a command would begin with, for those who watch; -1 when there is none. */
  int namedSector(int command);
}
