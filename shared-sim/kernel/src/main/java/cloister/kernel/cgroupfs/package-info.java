/** The file system cgroup2: groups as directories, and what is known and set of them as files. */
package cloister.kernel.cgroupfs;
