package cloister.world.probe;

import cloister.world.table.Descriptor;

/** A field of a descriptor that has a name of its own in paths. */
public enum DescriptorField {
  DPL("dpl", 3),
  PRESENT("present", 1),
  TYPE("type", 15),
  SELECTOR("selector", 0xffff),
  OFFSET("offset", -1),
  BASE("base", -1),
  LIMIT("limit", 0xfffff),
  COUNT("count", 31);

  private final String id;
  private final int max;

  DescriptorField(String id, int max) {
    this.id = id;
    this.max = max;
  }

  public String id() {
    return id;
  }

  /** Largest value, unsigned. */
  public int max() {
    return max;
  }

  public int read(Descriptor descriptor) {
    return switch (this) {
      case DPL -> descriptor.dpl();
      case PRESENT -> descriptor.present() ? 1 : 0;
      case TYPE -> descriptor.type();
      case SELECTOR -> descriptor.selector();
      case OFFSET -> descriptor.offset();
      case BASE -> descriptor.base();
      case LIMIT -> descriptor.rawLimit();
      case COUNT -> descriptor.parameterCount();
    };
  }

  public Descriptor write(Descriptor descriptor, int value) {
    return switch (this) {
      case DPL -> descriptor.withDpl(value);
      case PRESENT -> descriptor.withPresent(value);
      case TYPE -> descriptor.withType(value);
      case SELECTOR -> descriptor.withSelector(value);
      case OFFSET -> descriptor.withOffset(value);
      case BASE -> descriptor.withBase(value);
      case LIMIT -> descriptor.withRawLimit(value);
      case COUNT -> descriptor.withParameterCount(value);
    };
  }
}
