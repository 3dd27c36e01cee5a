package cloister.device.keyboard;

import cloister.state.ByteQueue;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/** A PS/2 mouse that answers every command and never moves. */
final class Mouse implements Saveable {
  private static final int SET_RESOLUTION = 0xe8;
  private static final int STATUS = 0xe9;
  private static final int READ = 0xeb;
  private static final int IDENTIFY = 0xf2;
  private static final int SET_RATE = 0xf3;
  private static final int RESET = 0xff;
  private static final int RESOLUTION = 2;
  private static final int RATE = 100;

  private final ByteQueue queue = new ByteQueue(KeyboardUnit.QUEUE_BYTES);
  private boolean dataFollows;

  ByteQueue queue() {
    return queue;
  }

  void write(int value) {
    queue.add(KeyboardUnit.ACKNOWLEDGE);
    if (dataFollows) {
      dataFollows = false;
      return;
    }
    switch (value) {
      case SET_RESOLUTION, SET_RATE -> dataFollows = true;
      case STATUS -> answer(0, RESOLUTION, RATE);
      case READ -> answer(8, 0, 0);
      case IDENTIFY -> queue.add(0);
      case RESET -> {
        queue.add(KeyboardUnit.SELF_TEST_PASSED);
        queue.add(0);
      }
      default -> {
        // Scaling, stream mode and the like change nothing for a mouse that rests.
      }
    }
  }

  private void answer(int first, int second, int third) {
    queue.add(first);
    queue.add(second);
    queue.add(third);
  }

  @Override
  public void save(StateWriter out) {
    queue.save(out);
    out.writeBoolean(dataFollows);
  }

  @Override
  public void load(StateReader in) {
    queue.load(in);
    dataFollows = in.readBoolean();
  }
}
