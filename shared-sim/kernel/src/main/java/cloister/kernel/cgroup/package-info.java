/** Control groups (cgroups(7)): their tree, and what their controllers count and bound. */
package cloister.kernel.cgroup;
