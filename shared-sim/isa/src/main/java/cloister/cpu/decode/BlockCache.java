package cloister.cpu.decode;

import cloister.bits.Bits;
import cloister.bus.Memory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Decoded blocks by physical address. A write to code throws the blocks of its page away, so that
 * self-modifying code is exact. An instruction that lies in two pages is a block of its own, which
 * belongs to both: where the second page is mapped is asked each time.
 */
public final class BlockCache implements Memory.CodeWatcher {
  private static final int ENTRIES = 4096;
  private static final int NO_PAGE = -1;

  private final Memory memory;
  private final NextPage nextPage;
  private final Decoder decoder = new Decoder(new OpcodeTable());
  private final Block[] entries = new Block[ENTRIES];
  private final int[] versions;
  private final int[] scratch = new int[Block.MAX_INSTRUCTIONS * Slot.STRIDE];
  private final CodeSource source =
      new CodeSource() {
        @Override
        public int byteAt(int distance) {
          return codeByte(distance);
        }
      };
  private Runnable onInvalidation = () -> {};

  /** Where the decoder's current instruction begins, and the page that follows, if known. */
  private int start;

  private int secondPage = NO_PAGE;

  /** Where the page after that of the current instruction is mapped; refuses when it is not. */
  public interface NextPage {
    int physicalAddress();
  }

  public BlockCache(Memory memory, NextPage nextPage) {
    this.memory = memory;
    this.nextPage = nextPage;
    versions = new int[memory.pageCount()];
    memory.addCodeWatcher(this);
  }

  /** Called when the block that runs must not go on as it is: perhaps it was thrown away. */
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
    int index = indexOf(address);
    Block block = find(address, code32);
    if (block != null) {
      boolean fits = !Bits.below(fetchable, block.bytes);
      // Asking where the second page is may mark entries as accessed that are part of the block.
      if (fits && !moved(block) && !outdated(block)) {
        return block;
      }
    }
    Block decoded = decode(address, code32, fetchable);
    if (keeps(decoded)) {
      if (block != entries[index]) {
        entries[index + 1] = entries[index];
      }
      entries[index] = decoded;
    }
    return decoded;
  }

  /** There are two places for each block; the newer one of two blocks has the first. */
  private Block find(int address, boolean code32) {
    int index = indexOf(address);
    Block block = entries[index];
    if (block != null && block.address == address && block.code32 == code32) {
      return block;
    }
    block = entries[index + 1];
    return block != null && block.address == address && block.code32 == code32 ? block : null;
  }

  private static int indexOf(int address) {
    return (address ^ address >>> 12) & ENTRIES - 2;
  }

  private boolean keeps(Block block) {
    return block != null
        && memory.keepsCode(block.address)
        && (block.secondPage == NO_PAGE || memory.keepsCode(block.secondPage));
  }

  /**
   * The block at a physical address of the first half of memory, if it was decoded, lies in one
   * page and is what stands there; else null.
   */
  public Block known(int said, boolean code32, int fetchable) {
    int address = memory.gated(said);
    Block block = find(address, code32);
    boolean found =
        block != null
            && block.secondPage == NO_PAGE
            && block.firstVersion == version(address)
            && !Bits.below(fetchable, block.bytes);
    return found ? block : null;
  }

  /** The blocks that lie in one page and are what stands there, in order of their places here. */
  public List<Block> ofPage(int page) {
    List<Block> found = new ArrayList<>();
    for (Block block : entries) {
      if (block != null
          && block.address >>> Memory.PAGE_BITS == page
          && block.secondPage == NO_PAGE
          && !outdated(block)) {
        found.add(block);
      }
    }
    return found;
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

  @Override
  public void plainRamMoved() {
    onInvalidation.run();
  }

  private Block decode(int address, boolean code32, int fetchable) {
    int count = 0;
    int bytes = 0;
    int room = Memory.PAGE_SIZE - (address & Memory.PAGE_SIZE - 1);
    boolean open = true;
    int reached = 0;
    secondPage = NO_PAGE;
    while (open && count < Block.MAX_INSTRUCTIONS) {
      start = address + bytes;
      int at = count * Slot.STRIDE;
      int length = decoder.decode(source, code32, scratch, at);
      if (leavesPage(length, room - bytes)) {
        if (count > 0 || !Bits.below(room, fetchable)) {
          break;
        }
        secondPage = memory.gated(nextPage.physicalAddress());
        length = decoder.decode(source, code32, scratch, at);
      }
      boolean complete = length != Decoder.TOO_LONG && !Bits.below(fetchable, bytes + length);
      if (!complete) {
        break;
      }
      scratch[at + Slot.LENGTH] = Slot.lengthWord(length, bytes);
      count++;
      bytes += length;
      reached = Math.max(reached, forwardTarget(at, bytes));
      boolean goesOn = !endsBlock(scratch[at]) || isJump(scratch[at]) && reached == bytes;
      open = goesOn && bytes < room;
    }
    if (count == 0) {
      return null;
    }
    int[] code = Arrays.copyOf(scratch, count * Slot.STRIDE);
    FrequentForms.choose(code);
    int last = secondPage == NO_PAGE ? address : secondPage;
    memory.markCode(address, Math.min(bytes, room));
    if (bytes > room) {
      memory.markCode(secondPage, bytes - room);
    }
    return new Block(
        address, code32, code, count, bytes, secondPage, version(address), version(last));
  }

  private static boolean isJump(int header) {
    return Slot.op(header) == Op.JMP;
  }

  /** Where a branch of the block leads, as a distance from its top; 0 when it is none. */
  private int forwardTarget(int at, int end) {
    boolean conditional = Slot.op(scratch[at]) == Op.JCC && Slot.operand32(scratch[at]);
    return conditional ? end + scratch[at + Slot.IMMEDIATE] : 0;
  }

  /** An instruction of unknown length may be 15 bytes long. */
  private static boolean leavesPage(int length, int room) {
    return (length == Decoder.TOO_LONG ? Decoder.MAX_LENGTH : length) > room;
  }

  /** What lies beyond the page and has not been asked for does not count. */
  private int codeByte(int distance) {
    int room = Memory.PAGE_SIZE - (start & Memory.PAGE_SIZE - 1);
    if (distance < room) {
      return memory.readCode(start + distance);
    }
    return secondPage == NO_PAGE ? 0xff : memory.readCode(secondPage + distance - room);
  }

  private boolean moved(Block block) {
    return block.secondPage != NO_PAGE
        && block.secondPage != memory.gated(nextPage.physicalAddress());
  }

  private boolean outdated(Block block) {
    int last = block.secondPage == NO_PAGE ? block.address : block.secondPage;
    return block.firstVersion != version(block.address) || block.lastVersion != version(last);
  }

  private int version(int address) {
    int page = address >>> Memory.PAGE_BITS;
    return page < versions.length ? versions[page] : 0;
  }

  /** True for instructions after which the next one must be looked up anew. */
  private static boolean endsBlock(int header) {
    int op = Slot.op(header);
    return switch (Op.group(op)) {
      case Op.BRANCH -> op == Op.JMP || op == Op.CALL || op == Op.RET;
      case Op.TRANSFER, Op.SEGMENT, Op.PORT -> true;
      case Op.SYSTEM -> op != Op.CPUID && op != Op.RDTSC;
      case Op.FLAG -> op == Op.STI;
      case Op.STACK -> op == Op.POPF;
      default -> false;
    };
  }
}
