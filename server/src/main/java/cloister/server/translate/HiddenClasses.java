package cloister.server.translate;

import cloister.bus.Memory;
import cloister.cpu.translate.Backend;
import cloister.cpu.translate.Frame;
import cloister.cpu.translate.HelperCalls;
import cloister.cpu.translate.Host;
import cloister.cpu.translate.RegionCode;
import java.nio.ByteBuffer;

/** The JVM as a host of translated code: a class for each region, which goes when nobody has it. */
public final class HiddenClasses implements Host {
  /** So many fit below the size from which on HotSpot only interprets, as a rule. */
  private static final int MOST_INSTRUCTIONS = 250;

  private static final int HOT_AFTER = 400;
  private static final int INSTRUCTIONS_TO_ENTER = 16;

  private final int hotAfter;

  public HiddenClasses() {
    this(HOT_AFTER);
  }

  /**
   * @param hotAfter how often a block runs before it is translated, at least 1
   */
  public HiddenClasses(int hotAfter) {
    this.hotAfter = hotAfter;
  }

  @Override
  public Backend backend(Memory memory, ByteBuffer dataTlb, HelperCalls service) {
    Frame frame = new Frame();
    Reach reach =
        new Reach(
            memory.ram(),
            memory.pageStates(),
            memory.codeLines(),
            dataTlb,
            frame.buffer(),
            service);
    return new OneProcessor(frame, reach, hotAfter);
  }

  private record OneProcessor(Frame frame, Reach reach, int hotAfter) implements Backend {
    @Override
    public RegionCode region() {
      return new HiddenClassCode(reach);
    }

    @Override
    public int instructionsToEnter() {
      return INSTRUCTIONS_TO_ENTER;
    }

    @Override
    public int mostInstructions() {
      return MOST_INSTRUCTIONS;
    }
  }
}
