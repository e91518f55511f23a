#include "common/certificate.h"
#include "base/number.h"
#include "base/text.h"
#include <string.h>

typedef struct used {
    int vector, next; /* in the node's list, -1 = last */
    bool whole;
} used;

typedef struct tree_node {
    int first_use, last_use; /* -1 = none */
    rw_split split;
    int no; /* first side; -1: a leaf */
} tree_node;

struct rw_certificate {
    rw_context *context;
    const rw_problem *problem;
    RW_VECTOR(tree_node) nodes;
    RW_VECTOR(used) uses;
    rw_text text;
    double *base; /* the first vector, which the others are written against */
    rw_price_layout at;
    int vectors;
};

static rw_status flush(rw_certificate *c) {
    RW_TRY(rw_text_status(&c->text));
    RW_TRY(rw_write_certificate(c->context, rw_text_string(&c->text), c->text.length));
    rw_text_clear(&c->text);
    return RW_OK;
}

static rw_status add_node(rw_certificate *c) {
    RW_TRY(RW_VECTOR_RESERVE(c->context, &c->nodes, 1));
    c->nodes.item[c->nodes.count++] = (tree_node){.first_use = -1, .last_use = -1, .no = -1};
    return RW_OK;
}

rw_status rw_certificate_start(rw_context *context, const rw_problem *problem, rw_certificate **certificate) {
    *certificate = NULL;
    if (!rw_wants_certificate(context)) return RW_OK;
    rw_certificate *c = rw_allocate(context, 1, sizeof *c);
    if (!c) return RW_ERROR_MEMORY;
    c->context = context;
    c->problem = problem;
    rw_text_start(&c->text, context);
    *certificate = c;
    rw_text_add(&c->text, "restwarmte-certificate 1\n");
    RW_TRY(flush(c));
    return add_node(c);
}

void rw_certificate_free(rw_certificate *c) {
    if (!c) return;
    rw_context *context = c->context;
    RW_VECTOR_FREE(context, &c->nodes);
    RW_VECTOR_FREE(context, &c->uses);
    rw_text_free(&c->text);
    rw_release(context, c->base);
    rw_release(context, c);
}

static void add_prices(rw_certificate *c, const char *word, const double *price, int first, int end) {
    for (int n = first; n < end; ++n) {
        if (price[n] == (c->base ? c->base[n] : 0)) continue;
        rw_text_addf(&c->text, "%s %d ", word, n - first + 1);
        rw_text_shortest(&c->text, price[n]);
        rw_text_add(&c->text, "\n");
    }
}

rw_status rw_certificate_prices(rw_certificate *c, const rw_price_layout *at, const double *price,
                                int *vector) {
    *vector = 0;
    if (!c) return RW_OK;
    *vector = ++c->vectors;
    rw_text_addf(&c->text, "prices %d%s\n", *vector, c->base ? " like 1" : "");
    add_prices(c, "demand", price, at->demand, at->source);
    add_prices(c, "source", price, at->source, at->used);
    add_prices(c, "used", price, at->used, at->link);
    add_prices(c, "link", price, at->link, at->share);
    add_prices(c, "share", price, at->share, at->arcs);
    add_prices(c, "arcs", price, at->arcs, at->power);
    add_prices(c, "power", price, at->power, at->limit);
    add_prices(c, "limit", price, at->limit, at->exclusive);
    add_prices(c, "exclusive", price, at->exclusive, at->count);
    if (!c->base) {
        c->base = rw_allocate(c->context, (size_t)at->count, sizeof *c->base);
        if (!c->base) return RW_ERROR_MEMORY;
        memcpy(c->base, price, (size_t)at->count * sizeof *price);
    }
    return flush(c);
}

rw_status rw_certificate_use(rw_certificate *c, int node, int vector, bool whole) {
    if (!c) return RW_OK;
    RW_TRY(RW_VECTOR_RESERVE(c->context, &c->uses, 1));
    const int use = (int)c->uses.count++;
    c->uses.item[use] = (used){vector, -1, whole};
    tree_node *n = &c->nodes.item[node];
    if (n->last_use < 0)
        n->first_use = use;
    else
        c->uses.item[n->last_use].next = use;
    n->last_use = use;
    return RW_OK;
}

rw_status rw_certificate_split(rw_certificate *c, int node, rw_split split, int *no) {
    *no = 0;
    if (!c) return RW_OK;
    *no = (int)c->nodes.count;
    RW_TRY(add_node(c));
    RW_TRY(add_node(c));
    c->nodes.item[node].split = split;
    c->nodes.item[node].no = *no;
    return RW_OK;
}

static void add_split(rw_certificate *c, const rw_split *s) {
    static const char *const words[] = {"source", "demand", "arc", "option"};
    rw_text_addf(&c->text, "split %s %d", words[s->kind], s->index + 1);
    if (s->kind == RW_SPLIT_OPTION) rw_text_addf(&c->text, " %d", s->at + 1);
    rw_text_add(&c->text, "\n");
}

rw_status rw_certificate_end(rw_certificate *c, double upper) {
    if (!c) return RW_OK;
    rw_text_add(&c->text, "upper ");
    if (isinf(upper))
        rw_text_add(&c->text, "-");
    else
        rw_text_shortest(&c->text, upper);
    rw_text_add(&c->text, "\ntree\n");
    RW_VECTOR(int) todo = {0};
    rw_status status = RW_VECTOR_RESERVE(c->context, &todo, c->nodes.count + 1);
    if (status == RW_OK) todo.item[todo.count++] = 0;
    while (status == RW_OK && todo.count > 0) {
        const tree_node *n = &c->nodes.item[todo.item[--todo.count]];
        for (int u = n->first_use; u >= 0; u = c->uses.item[u].next)
            rw_text_addf(&c->text, "%s %d\n", c->uses.item[u].whole ? "whole" : "use",
                         c->uses.item[u].vector);
        if (n->no < 0) {
            rw_text_add(&c->text, "leaf\n");
        } else {
            add_split(c, &n->split);
            todo.item[todo.count++] = n->no + 1;
            todo.item[todo.count++] = n->no;
        }
        if (c->text.length > 1 << 16) status = flush(c);
    }
    RW_VECTOR_FREE(c->context, &todo);
    RW_TRY(status);
    rw_text_add(&c->text, "end\n");
    return flush(c);
}
