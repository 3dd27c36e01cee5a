package cloister.kernel.mm;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/**
 * Pages whose entries have changed since the processor was told: what it keeps of them is wrong.
 * Empty between an entry into the kernel and the next, unless nobody ran in between.
 */
public final class StaleTranslations {
  private int page = -1;
  private boolean many;

  void add(int stalePage) {
    many |= page >= 0 && page != stalePage;
    page = stalePage;
  }

  void save(ObjectWriter out) {
    out.number(page);
    out.number(many ? 1 : 0);
  }

  void load(ObjectReader in) {
    page = in.number();
    many = in.number() != 0;
  }

  public boolean isEmpty() {
    return page < 0;
  }

  /** More than one page: all translations are to be dropped. */
  public boolean isMany() {
    return many;
  }

  /** The only page. */
  public int page() {
    return page;
  }

  public void clear() {
    page = -1;
    many = false;
  }
}
