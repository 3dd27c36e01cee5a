package cloister.web.machine;

import cloister.bus.Memory;
import cloister.cpu.translate.Backend;
import cloister.cpu.translate.Frame;
import cloister.cpu.translate.HelperCalls;
import cloister.cpu.translate.Host;
import cloister.cpu.translate.RegionCode;
import cloister.cpu.translate.Translated;
import cloister.cpu.translate.wasm.ModuleCode;
import cloister.cpu.translate.wasm.Places;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import org.teavm.interop.Export;
import org.teavm.interop.Import;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * The browser as a host of translated code: a WebAssembly module for each region, over the memory
 * that this module has its direct buffers in. The page's {@code wasm-host.ts} compiles them.
 */
final class WasmModules implements Host {
  private static final int MOST_INSTRUCTIONS = 1000;
  private static final int HOT_AFTER = 400;
  private static final int INSTRUCTIONS_TO_ENTER = 8;
  private static final int MOST_BYTES = 1 << 18;

  /** What a module has around its function. */
  private static final int MARGIN = 1 << 10;

  /** One worker has one machine. */
  private static final WasmModules ONLY = new WasmModules();

  /** Whom the modules call. */
  private HelperCalls service;

  /** Where a module is put for the page to read. */
  private final ByteBuffer outgoing = ByteBuffer.allocateDirect(MOST_BYTES);

  private WasmModules() {}

  static WasmModules only() {
    return ONLY;
  }

  @Override
  public Backend backend(Memory memory, ByteBuffer dataTlb, HelperCalls called) {
    forgetAll();
    service = called;
    Frame frame = new Frame();
    Places places =
        new Places(
            addressOf(memory.ram()),
            addressOf(memory.pageStates()),
            addressOf(memory.codeLines()),
            addressOf(dataTlb),
            addressOf(frame.buffer()));
    return new OneProcessor(places, frame);
  }

  private static int addressOf(Buffer direct) {
    return Int8Array.fromJavaBuffer(direct).getByteOffset();
  }

  private final class OneProcessor implements Backend {
    private final Places places;
    private final Frame frame;

    OneProcessor(Places places, Frame frame) {
      this.places = places;
      this.frame = frame;
    }

    @Override
    public RegionCode region() {
      return new ModuleCode(places, MOST_BYTES - MARGIN, WasmModules.this::load);
    }

    @Override
    public Frame frame() {
      return frame;
    }

    @Override
    public int hotAfter() {
      return HOT_AFTER;
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

  private Translated load(byte[] module) {
    outgoing.clear();
    outgoing.put(module);
    int number = compile(addressOf(outgoing), module.length);
    return number < 0 ? null : () -> run(number);
  }

  /** For the modules, which import it. */
  @Export(name = "walk")
  static int walk(int linear, int access) {
    return ONLY.service.walk(linear, access);
  }

  /** The same. */
  @Export(name = "readPort")
  static int readPort(int port, int bytes) {
    return ONLY.service.readPort(port, bytes);
  }

  /** The same. */
  @Export(name = "dropPage")
  static void dropPage(int linear) {
    ONLY.service.dropPage(linear);
  }

  /** A negative number when the browser has no room for it. */
  @Import(module = "translated", name = "compile")
  private static native int compile(int address, int length);

  @Import(module = "translated", name = "run")
  private static native void run(int number);

  @Import(module = "translated", name = "forgetAll")
  private static native void forgetAll();
}
