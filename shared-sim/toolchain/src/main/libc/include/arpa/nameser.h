/* Messages to and from servers of names (RFC 1035). */
#ifndef _ARPA_NAMESER_H
#define _ARPA_NAMESER_H

#include <stddef.h>
#include <stdint.h>

#define NS_PACKETSZ 512
#define NS_MAXDNAME 1025
#define NS_MAXCDNAME 255
#define NS_MAXLABEL 63
#define NS_HFIXEDSZ 12
#define NS_QFIXEDSZ 4
#define NS_RRFIXEDSZ 10
#define NS_INT32SZ 4
#define NS_INT16SZ 2
#define NS_INADDRSZ 4
#define NS_IN6ADDRSZ 16
#define NS_DEFAULTPORT 53

#define PACKETSZ NS_PACKETSZ
#define MAXDNAME NS_MAXDNAME
#define MAXLABEL NS_MAXLABEL
#define HFIXEDSZ NS_HFIXEDSZ
#define QFIXEDSZ NS_QFIXEDSZ
#define RRFIXEDSZ NS_RRFIXEDSZ
#define INT32SZ NS_INT32SZ
#define INT16SZ NS_INT16SZ
#define INADDRSZ NS_INADDRSZ
#define IN6ADDRSZ NS_IN6ADDRSZ
#define NAMESERVER_PORT NS_DEFAULTPORT

typedef enum { ns_o_query, ns_o_iquery, ns_o_status, ns_o_notify = 4, ns_o_update } ns_opcode;
#define QUERY ns_o_query
#define STATUS ns_o_status

typedef enum {
  ns_r_noerror,
  ns_r_formerr,
  ns_r_servfail,
  ns_r_nxdomain,
  ns_r_notimpl,
  ns_r_refused
} ns_rcode;
#define NOERROR ns_r_noerror
#define FORMERR ns_r_formerr
#define SERVFAIL ns_r_servfail
#define NXDOMAIN ns_r_nxdomain
#define NOTIMP ns_r_notimpl
#define REFUSED ns_r_refused

typedef enum {
  ns_t_a = 1,
  ns_t_ns = 2,
  ns_t_cname = 5,
  ns_t_soa = 6,
  ns_t_null = 10,
  ns_t_wks = 11,
  ns_t_ptr = 12,
  ns_t_hinfo = 13,
  ns_t_minfo = 14,
  ns_t_mx = 15,
  ns_t_txt = 16,
  ns_t_aaaa = 28,
  ns_t_srv = 33,
  ns_t_any = 255
} ns_type;
#define T_A ns_t_a
#define T_NS ns_t_ns
#define T_CNAME ns_t_cname
#define T_SOA ns_t_soa
#define T_PTR ns_t_ptr
#define T_MX ns_t_mx
#define T_TXT ns_t_txt
#define T_AAAA ns_t_aaaa
#define T_SRV ns_t_srv
#define T_ANY ns_t_any

typedef enum { ns_c_in = 1, ns_c_any = 255 } ns_class;
#define C_IN ns_c_in
#define C_ANY ns_c_any

/* How a message begins. */
typedef struct {
  unsigned id : 16;
  unsigned rd : 1;
  unsigned tc : 1;
  unsigned aa : 1;
  unsigned opcode : 4;
  unsigned qr : 1;
  unsigned rcode : 4;
  unsigned cd : 1;
  unsigned ad : 1;
  unsigned unused : 1;
  unsigned ra : 1;
  unsigned qdcount : 16;
  unsigned ancount : 16;
  unsigned nscount : 16;
  unsigned arcount : 16;
} HEADER;

typedef enum { ns_s_qd, ns_s_an, ns_s_ns, ns_s_ar, ns_s_max } ns_sect;

/* A message that is being read, and one record of it. */
typedef struct __ns_msg {
  const unsigned char *_msg, *_eom;
  uint16_t _id, _flags, _counts[ns_s_max];
  const unsigned char *_sections[ns_s_max];
} ns_msg;

typedef struct __ns_rr {
  char name[NS_MAXDNAME];
  uint16_t type, rr_class;
  uint32_t ttl;
  uint16_t rdlength;
  const unsigned char *rdata;
} ns_rr;

#define ns_msg_id(handle) ((handle)._id + 0)
#define ns_msg_base(handle) ((handle)._msg + 0)
#define ns_msg_end(handle) ((handle)._eom + 0)
#define ns_msg_size(handle) ((handle)._eom - (handle)._msg)
#define ns_msg_count(handle, section) ((handle)._counts[section] + 0)
#define ns_rr_name(record) (*(record).name ? (record).name : ".")
#define ns_rr_type(record) ((ns_type)((record).type + 0))
#define ns_rr_class(record) ((ns_class)((record).rr_class + 0))
#define ns_rr_ttl(record) ((record).ttl + 0)
#define ns_rr_rdlen(record) ((record).rdlength + 0)
#define ns_rr_rdata(record) ((record).rdata + 0)

typedef enum {
  ns_f_qr,
  ns_f_opcode,
  ns_f_aa,
  ns_f_tc,
  ns_f_rd,
  ns_f_ra,
  ns_f_z,
  ns_f_ad,
  ns_f_cd,
  ns_f_rcode,
  ns_f_max
} ns_flag;
int ns_msg_getflag(ns_msg handle, int flag);

int ns_initparse(const unsigned char *message, int length, ns_msg *handle);
int ns_parserr(ns_msg *handle, ns_sect section, int number, ns_rr *record);
int ns_name_uncompress(const unsigned char *message, const unsigned char *end,
                       const unsigned char *from, char *to, size_t size);
unsigned ns_get16(const unsigned char *bytes);
unsigned long ns_get32(const unsigned char *bytes);
void ns_put16(unsigned value, unsigned char *bytes);
void ns_put32(unsigned long value, unsigned char *bytes);

#define NS_GET16(value, bytes) ((void)((value) = ns_get16(bytes), (bytes) += 2))
#define NS_GET32(value, bytes) ((void)((value) = ns_get32(bytes), (bytes) += 4))
#define NS_PUT16(value, bytes) ((void)(ns_put16(value, bytes), (bytes) += 2))
#define NS_PUT32(value, bytes) ((void)(ns_put32(value, bytes), (bytes) += 4))
#define GETSHORT NS_GET16
#define GETLONG NS_GET32

#endif
