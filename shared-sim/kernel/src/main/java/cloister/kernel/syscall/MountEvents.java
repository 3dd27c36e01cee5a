package cloister.kernel.syscall;

import cloister.kernel.trace.Mounted;
import cloister.kernel.trace.RootPivoted;
import cloister.kernel.trace.Unmounted;
import cloister.kernel.vfs.Mount;
import cloister.kernel.vfs.MountNamespace;
import java.util.ArrayList;
import java.util.List;

/** Tells of mounts that come and go. */
final class MountEvents {
  private MountEvents() {}

  static void attached(Call call, List<Mount> mounts) {
    for (Mount mount : watched(call, mounts)) {
      call.parts()
          .events()
          .accept(
              new Mounted(
                  call.task().tid(),
                  mount.number(),
                  mount.namespace().number(),
                  mount.root().inode().fileSystem().type(),
                  place(call, mount, mount.namespace())));
    }
  }

  /** Mounts that are about to go, with their names: told when they have gone. */
  record Gone(Call call, List<Unmounted> events) {
    void tell() {
      events.forEach(call.parts().events()::accept);
    }
  }

  static Gone gone(Call call, List<Mount> mounts) {
    List<Unmounted> events = new ArrayList<>();
    for (Mount mount : watched(call, mounts)) {
      int namespace = mount.namespace().number();
      String place = place(call, mount, mount.namespace());
      events.add(new Unmounted(call.task().tid(), mount.number(), namespace, place));
    }
    return new Gone(call, events);
  }

  static void pivoted(Call call, Mount root, String before) {
    if (call.parts().events().listening()) {
      int namespace = root.namespace().number();
      call.parts()
          .events()
          .accept(new RootPivoted(call.task().tid(), root.number(), namespace, before));
    }
  }

  private static List<Mount> watched(Call call, List<Mount> mounts) {
    return call.parts().events().listening() ? mounts : List.of();
  }

  private static String place(Call call, Mount mount, MountNamespace in) {
    return call.parts().mounts().name(mount.root(), in.top());
  }
}
