package cloister.cpu.insn;

import cloister.bits.Bits;
import cloister.bus.Memory;
import cloister.cpu.access.Operands;
import cloister.cpu.access.PlainAccess;
import cloister.cpu.alu.Alu;
import cloister.cpu.core.Core;
import cloister.cpu.core.Segments;
import cloister.cpu.decode.Op;
import cloister.cpu.decode.Slot;

/**
 * Iterations of STOS and MOVS, upwards, that nobody can tell from each other: many at once, as far
 * as both pages reach. The last iteration of the instruction, and the last that is allowed in this
 * block, are left to be done as any other.
 */
final class StringSweep {
  /** Fewer are not worth the look. */
  private static final int LEAST = 4;

  private static final int IN_PAGE = Memory.PAGE_SIZE - 1;

  private final Core core;
  private final PlainAccess plain;
  private final Operands operands;
  private final Memory memory;

  StringSweep(Core core, PlainAccess plain, Operands operands) {
    this.core = core;
    this.plain = plain;
    this.operands = operands;
    memory = core.memory;
  }

  /** Does what it can; nothing where each iteration wants a look of its own. */
  void advance(int[] code, int at) {
    int header = code[at];
    int op = Slot.op(header);
    if (op != Op.STOS && op != Op.MOVS || core.flags.direction()) {
      return;
    }
    boolean address32 = Slot.address32(header);
    int count = operands.addressRegister(Core.ECX, address32);
    int bytes = Alu.bytes(Slot.size(header));
    int to = operands.addressRegister(Core.EDI, address32);
    int iterations = least(count - 1, core.mostRetired - core.retired - 2);
    iterations = least(iterations, left(Segments.ES, to, address32) / bytes);
    if (op == Op.MOVS) {
      int from = operands.addressRegister(Core.ESI, address32);
      int segment = Slot.eaSegment(code[at + Slot.EA]);
      iterations = least(iterations, left(segment, from, address32) / bytes);
      if (copy(segment, from, to, bytes, iterations)) {
        operands.setAddressRegister(Core.ESI, address32, from + iterations * bytes);
        arrive(address32, to, bytes, count, iterations);
      }
    } else if (fill(to, bytes, iterations, operands.register(Core.EAX, Slot.size(header)))) {
      arrive(address32, to, bytes, count, iterations);
    }
  }

  private void arrive(boolean address32, int to, int bytes, int count, int iterations) {
    operands.setAddressRegister(Core.EDI, address32, to + iterations * bytes);
    operands.setAddressRegister(Core.ECX, address32, count - iterations);
    core.retired += iterations;
  }

  /** The lesser of two counts without a sign: ECX has none. */
  private static int least(int a, int b) {
    return Integer.compareUnsigned(a, b) < 0 ? a : b;
  }

  /**
   * Bytes to the end of the page or of the segment, or to where an offset of 16 bits begins anew.
   */
  private int left(int segment, int offset, boolean address32) {
    int limit = core.segments.limit[segment];
    if (Bits.below(limit, offset)) {
      return 0;
    }
    int inPage = Memory.PAGE_SIZE - (core.segments.base[segment] + offset & IN_PAGE);
    int most = address32 ? inPage : Math.min(inPage, 0x10000 - offset);
    return Bits.below(limit - offset, most) ? limit - offset + 1 : most;
  }

  private boolean fill(int to, int bytes, int iterations, int value) {
    if (iterations < LEAST) {
      return false;
    }
    int address = plain.toWrite(Segments.ES, to, iterations * bytes);
    if (address < 0) {
      return false;
    }
    for (int end = address + iterations * bytes; address < end; address += bytes) {
      memory.setPlain(address, bytes, value);
    }
    return true;
  }

  /** In the order of the iterations: where the pieces overlap, that decides. */
  private boolean copy(int segment, int from, int to, int bytes, int iterations) {
    if (iterations < LEAST) {
      return false;
    }
    int source = plain.toRead(segment, from, iterations * bytes);
    int target = source < 0 ? source : plain.toWrite(Segments.ES, to, iterations * bytes);
    if (target < 0) {
      return false;
    }
    for (int done = 0; done < iterations * bytes; done += bytes) {
      memory.setPlain(target + done, bytes, memory.readBehind(source + done, bytes));
    }
    return true;
  }
}
