package cloister.cpu.decode;

import cloister.bits.Bits;
import cloister.bus.Memory;
import java.util.Arrays;

/**
 * Decoded blocks by physical address. A write to a page of code throws its blocks away, so that
 * self-modifying code is exact.
 */
public final class BlockCache implements Memory.CodeWatcher {
  private static final int ENTRIES = 4096;

  private final Memory memory;
  private final Decoder decoder = new Decoder(new OpcodeTable());
  private final Block[] entries = new Block[ENTRIES];
  private final int[] versions;
  private final int[] scratch = new int[Block.MAX_INSTRUCTIONS * Slot.STRIDE];
  private final CodeSource source =
      new CodeSource() {
        @Override
        public int byteAt(int distance) {
          return memory.read8(start + distance);
        }
      };
  private Runnable onInvalidation = () -> {};
  private int start;

  public BlockCache(Memory memory) {
    this.memory = memory;
    versions = new int[memory.pageCount()];
    memory.setCodeWatcher(this);
  }

  /** Called when blocks were thrown away, perhaps the one that is running. */
  public void onInvalidation(Runnable action) {
    onInvalidation = action;
  }

  /**
   * The block at a physical address, as the processor says it.
   *
   * @param fetchable bytes that may be fetched from there, unsigned; -1 for no bound
   * @return null when not even one instruction fits into {@code fetchable} bytes, or it is longer
   *     than 15 bytes
   */
  public Block at(int said, boolean code32, int fetchable) {
    int address = memory.gated(said);
    int index = (address ^ address >>> 12) & ENTRIES - 1;
    Block block = entries[index];
    if (block == null || block.address != address || block.code32 != code32) {
      block = null;
    } else if (outdated(block) || Bits.below(fetchable, block.bytes)) {
      block = null;
    }
    if (block == null) {
      block = decode(address, code32, fetchable);
      entries[index] = block;
    }
    return block;
  }

  /** Throws every block away, after memory was replaced as a whole. */
  public void clear() {
    Arrays.fill(entries, null);
  }

  @Override
  public void codeWritten(int page) {
    versions[page]++;
    onInvalidation.run();
  }

  private Block decode(int address, boolean code32, int fetchable) {
    int count = 0;
    int bytes = 0;
    boolean open = true;
    while (open && count < Block.MAX_INSTRUCTIONS) {
      start = address + bytes;
      int at = count * Slot.STRIDE;
      int length = decoder.decode(source, code32, scratch, at);
      boolean complete = length != Decoder.TOO_LONG && !Bits.below(fetchable, bytes + length);
      if (!complete) {
        break;
      }
      count++;
      bytes += length;
      open = !endsBlock(scratch[at]) && samePage(address, address + bytes);
    }
    if (count == 0) {
      return null;
    }
    int[] code = Arrays.copyOf(scratch, count * Slot.STRIDE);
    FrequentForms.choose(code);
    int last = address + bytes - 1;
    mark(address);
    mark(last);
    return new Block(address, code32, code, count, bytes, version(address), version(last));
  }

  private boolean outdated(Block block) {
    return block.firstVersion != version(block.address)
        || block.lastVersion != version(block.address + block.bytes - 1);
  }

  private void mark(int address) {
    memory.markCode(address >>> Memory.PAGE_BITS);
  }

  private int version(int address) {
    int page = address >>> Memory.PAGE_BITS;
    return page < versions.length ? versions[page] : 0;
  }

  private static boolean samePage(int a, int b) {
    return (a ^ b) >>> Memory.PAGE_BITS == 0;
  }

  /** True for instructions after which the next one must be looked up anew. */
  private static boolean endsBlock(int header) {
    int op = Slot.op(header);
    return switch (Op.group(op)) {
      case Op.BRANCH, Op.TRANSFER, Op.SEGMENT, Op.PORT -> true;
      case Op.SYSTEM -> op != Op.CPUID && op != Op.RDTSC;
      case Op.FLAG -> op == Op.STI;
      case Op.STACK -> op == Op.POPF;
      default -> false;
    };
  }
}
