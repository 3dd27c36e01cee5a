package cloister.world.view;

import cloister.cpu.paging.PageEntry;
import cloister.cpu.paging.PageWalk;
import cloister.message.Argument;
import cloister.message.Message;

/** What the entries on the way to a page allow together. */
record PageRights(
    boolean user, boolean writable, boolean noExecute, boolean global, boolean large) {

  static PageRights of(PageWalk walk) {
    return new PageRights(
        walk.user(), walk.writable(), walk.noExecute(), walk.global(), walk.large());
  }

  /**
   * @param bits as a translation buffer keeps them
   */
  static PageRights cached(int bits) {
    return new PageRights(
        PageEntry.has(bits, PageEntry.USER),
        PageEntry.has(bits, PageEntry.WRITABLE),
        PageEntry.has(bits, PageEntry.NO_EXECUTE),
        PageEntry.has(bits, PageEntry.GLOBAL),
        PageEntry.has(bits, PageEntry.LARGE));
  }

  Message words() {
    Argument who =
        Argument.text("who", Message.of(user ? "view.page.user" : "view.page.supervisor"));
    Argument what =
        Argument.text("what", Message.of(writable ? "view.page.write" : "view.page.read"));
    return noExecute
        ? Message.of("view.page.rights-no-code", who, what)
        : Message.of("view.page.rights", who, what);
  }
}
