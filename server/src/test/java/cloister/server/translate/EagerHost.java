package cloister.server.translate;

import cloister.bus.Memory;
import cloister.cpu.translate.Backend;
import cloister.cpu.translate.Frame;
import cloister.cpu.translate.HelperCalls;
import cloister.cpu.translate.Host;
import cloister.cpu.translate.RegionCode;
import java.nio.ByteBuffer;

/** Hidden classes for everything that runs twice, however short. */
final class EagerHost implements Host {
  private static final int HOT_AFTER = 2;

  private final HiddenClasses host = new HiddenClasses(HOT_AFTER);

  @Override
  public Backend backend(Memory memory, ByteBuffer dataTlb, HelperCalls service) {
    Backend backend = host.backend(memory, dataTlb, service);
    return new Backend() {
      @Override
      public RegionCode region() {
        return backend.region();
      }

      @Override
      public Frame frame() {
        return backend.frame();
      }

      @Override
      public int hotAfter() {
        return backend.hotAfter();
      }

      @Override
      public int instructionsToEnter() {
        return 0;
      }

      @Override
      public int mostInstructions() {
        return backend.mostInstructions();
      }
    };
  }
}
