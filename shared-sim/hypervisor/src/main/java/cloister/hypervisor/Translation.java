package cloister.hypervisor;

import cloister.bus.Memory;
import cloister.hypervisor.GuestSource.CodeSegment;
import cloister.hypervisor.translation.Place;
import cloister.hypervisor.translation.TranslationCache;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.Map;
import java.util.TreeMap;

/** What is kept of a guest whose kernel is translated. */
final class Translation implements Saveable {
  final TranslationCache cache;

  /** The segment that the units are of. */
  CodeSegment segment = CodeSegment.NONE;

  /** The pages that units are of, by their numbers: linear, and guest-physical. */
  final Map<Integer, Integer> pages = new TreeMap<>();

  /** What the guest has in CS and GS while translations run. */
  int code;

  int general;

  /** Where it was left: offset in the cache, its own EIP, and why. */
  int offset;

  int eip;
  Place.Why why = Place.Why.NONE;

  /** True while it may go on at that offset. */
  boolean resumes;

  boolean whole;
  boolean holdsEax;

  /** Where it goes on. */
  int entry;

  /** The next instruction is to be done outside the cache, and is being done there. */
  boolean stepsNext;

  boolean stepping;

  /** The guest itself has asked for single steps. */
  boolean stepsItself;

  /** No interrupt may come before the next instruction. */
  boolean shadows;

  /** True when it was left in the midst of an instruction, or at the end of a step of ours. */
  boolean within;

  /** Instructions since it was entered. */
  long done;

  Translation(Memory memory, int number) {
    int page = HostLayout.TRANSLATIONS + number * HostLayout.TRANSLATION_BYTES;
    cache = new TranslationCache(memory, page, HostLayout.TRANSLATION_BYTES - Memory.PAGE_SIZE);
  }

  @Override
  public void save(StateWriter out) {
    cache.save(out);
    out.writeInts(new int[] {segment.selector(), segment.base(), segment.limit()});
    out.writeBoolean(segment.is32Bit());
    out.writeInt(pages.size());
    pages.forEach((linear, physical) -> out.writeInts(new int[] {linear, physical}));
    out.writeInts(new int[] {code, general, offset, eip, why.ordinal(), entry});
    for (boolean flag :
        new boolean[] {resumes, whole, holdsEax, stepsNext, stepping, stepsItself}) {
      out.writeBoolean(flag);
    }
    out.writeBoolean(shadows);
    out.writeBoolean(within);
    out.writeLong(done);
  }

  @Override
  public void load(StateReader in) {
    cache.load(in);
    segment = new CodeSegment(in.readInt(), in.readInt(), in.readInt(), in.readBoolean());
    pages.clear();
    for (int left = in.readInt(); left > 0; left--) {
      pages.put(in.readInt(), in.readInt());
    }
    code = in.readInt();
    general = in.readInt();
    offset = in.readInt();
    eip = in.readInt();
    why = Place.Why.values()[in.readInt()];
    entry = in.readInt();
    resumes = in.readBoolean();
    whole = in.readBoolean();
    holdsEax = in.readBoolean();
    stepsNext = in.readBoolean();
    stepping = in.readBoolean();
    stepsItself = in.readBoolean();
    shadows = in.readBoolean();
    within = in.readBoolean();
    done = in.readLong();
  }
}
