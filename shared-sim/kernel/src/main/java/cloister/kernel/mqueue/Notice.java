package cloister.kernel.mqueue;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.vfs.DescriptorTable;

/**
 * Who wants to know when a message comes into an empty queue (mq_notify(3)).
 *
 * @param process the kernel's number
 * @param began when it did, in ticks: others have its number later
 * @param table its descriptors: when it closes one for the queue, it is told nothing any more
 * @param signal 0 for none: only nobody else can ask then
 * @param value that comes along
 */
public record Notice(int process, long began, DescriptorTable table, int signal, int value) {
  void save(ObjectWriter out) {
    out.numbers(new int[] {process, signal, value});
    out.number(began);
    out.pointer(table);
  }

  static Notice load(ObjectReader in) {
    int[] words = in.numbers();
    return new Notice(words[0], in.longNumber(), in.pointer(), words[1], words[2]);
  }
}
