/** Message queues of POSIX (mq_overview(7)), and the file system that shows them. */
package cloister.kernel.mqueue;
