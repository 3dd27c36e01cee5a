/** The files of {@code /sys}, as far as programs read them (sysfs(5)). */
package cloister.kernel.sysfs;
