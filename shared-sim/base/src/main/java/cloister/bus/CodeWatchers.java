package cloister.bus;

import java.util.ArrayList;
import java.util.List;

/** Several who are told of what happens to code, in the order in which they came. */
final class CodeWatchers implements Memory.CodeWatcher {
  private final List<Memory.CodeWatcher> watchers = new ArrayList<>();

  void add(Memory.CodeWatcher watcher) {
    watchers.add(watcher);
  }

  @Override
  public void codeWritten(int page) {
    for (int i = 0; i < watchers.size(); i++) {
      watchers.get(i).codeWritten(page);
    }
  }

  @Override
  public void plainRamMoved() {
    for (int i = 0; i < watchers.size(); i++) {
      watchers.get(i).plainRamMoved();
    }
  }
}
