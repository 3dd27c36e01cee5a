package cloister.server.translate;

import cloister.bus.Memory;
import cloister.cpu.translate.Backend;
import cloister.cpu.translate.Frame;
import cloister.cpu.translate.HelperCalls;
import cloister.cpu.translate.Host;
import cloister.cpu.translate.RegionCode;
import cloister.cpu.translate.Translated;
import cloister.cpu.translate.wasm.ModuleCode;
import cloister.cpu.translate.wasm.Places;
import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportMemory;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.IntBinaryOperator;

/**
 * WebAssembly modules for everything that runs twice, as in a browser, in an interpreter of
 * WebAssembly.
 */
final class EagerModules implements Host {
  private static final int MOST_BYTES = 1 << 17;
  private static final int FRAME = 1 << 16;
  private static final int DATA_TLB = 2 << 16;
  private static final int PAGE_STATES = 1 << 20;
  private static final int CODE_LINES = 1 << 22;
  private static final int RAM = 1 << 24;

  @Override
  public Backend backend(Memory memory, ByteBuffer dataTlb, HelperCalls service) {
    Frame frame = new Frame();
    LinearMemory linear = new LinearMemory();
    linear.place(FRAME, frame.buffer());
    linear.place(DATA_TLB, dataTlb);
    linear.place(PAGE_STATES, memory.pageStates());
    linear.place(CODE_LINES, memory.codeLines());
    linear.place(RAM, memory.ram());
    return new OneProcessor(frame, linear, service);
  }

  private record OneProcessor(Frame frame, LinearMemory memory, HelperCalls service)
      implements Backend {
    @Override
    public RegionCode region() {
      Places places = new Places(RAM, PAGE_STATES, CODE_LINES, DATA_TLB, FRAME);
      return new ModuleCode(places, MOST_BYTES, this::load);
    }

    private Translated load(byte[] module) {
      ImportValues imports =
          ImportValues.builder()
              .addMemory(new ImportMemory("env", "memory", memory))
              .addFunction(
                  function("walk", service::walk),
                  function("readPort", service::readPort),
                  new HostFunction(
                      "env",
                      "dropPage",
                      FunctionType.of(List.of(ValType.I32), List.of()),
                      this::drop))
              .build();
      Instance instance = Instance.builder(Parser.parse(module)).withImportValues(imports).build();
      ExportFunction run = instance.export("run");
      return run::apply;
    }

    private long[] drop(Instance instance, long... args) {
      service.dropPage((int) args[0]);
      return new long[0];
    }

    private static HostFunction function(String name, IntBinaryOperator body) {
      return new HostFunction(
          "env",
          name,
          FunctionType.of(List.of(ValType.I32, ValType.I32), List.of(ValType.I32)),
          (instance, args) -> new long[] {body.applyAsInt((int) args[0], (int) args[1])});
    }

    @Override
    public int hotAfter() {
      return 2;
    }

    @Override
    public int instructionsToEnter() {
      return 0;
    }

    @Override
    public int mostInstructions() {
      return 1000;
    }
  }
}
