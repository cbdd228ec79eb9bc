// Trees of pins: springs, motors and limits one after the other, and then all pins exactly, in one
// go while the bodies are at hand.
//
// What changes as little as can be (in energy) so that all pins hold is found from the tips to the
// root and back (Featherstone, "Rigid Body Dynamics Algorithms", 7: articulated bodies). At its pin
// a body and what hangs on it resist a change u of velocity with G u - g:
//   with M, P of the body and of its children, seen from its pin as (G0 h; h^T d) and (p, t),
//   G = G0 - h h^T / d, g = p - h t / d, and it turns by (t - h u) / d.
// Nothing stiff is added to anything, so float is enough where masses are alike.
#include "physics/joint/pin_pass.h"
#include "physics/joint/pins.h"
#include "physics/world.h"

// A line: resistance about the centre, the load, and what elimination leaves of them.
typedef struct node {
    qn_lanes body;
    qn_f4 xx, xy, yy, xt, yt, tt; // M
    qn_f4 px, py, pt;             // P
    qn_f4 g11, g12, g22;          // G of the pin
    qn_f4 ex, ey;                 // how fast the pin must close
    qn_f4 lx, ly;                 // g + G e
    qn_f4 hx, hy, turn;           // h / d, t / d
    qn_f4 dvx, dvy, dw;           // the solution
} node;

// The pin of a line, seen from the line before it.
typedef struct arms {
    qn_f4 rx, ry;       // to the pin from the centre of the body before
    qn_f4 sx, sy;       // from that of the line's own
    qn_f4 gap_x, gap_y; // of the line's anchor from the other
} arms;

typedef struct four {
    const qn_pin_tree *tree;
    qn_pin_block *pins;   // of line 1
    qn_pin_power *powers; // likewise; null where there are none
    node nodes[QN_PIN_TREE_BODIES];
} four;

QN_LANES_INLINE bool is_turned(const four *f, int32_t line)
{
    return (f->tree->shape[line] & QN_PIN_TREE_TURNED) != 0;
}

QN_LANES_INLINE node *before(four *f, int32_t line)
{
    return &f->nodes[f->tree->shape[line] & (QN_PIN_TREE_TURNED - 1)];
}

QN_LANES_INLINE arms arms_of(const qn_pin_block *pin, bool turned)
{
    if (turned) {
        return (arms){pin->arm_bx,
                      pin->arm_by,
                      pin->arm_ax,
                      pin->arm_ay,
                      qn_f4_neg(pin->offset_x),
                      qn_f4_neg(pin->offset_y)};
    }
    return (arms){pin->arm_ax, pin->arm_ay, pin->arm_bx, pin->arm_by, pin->offset_x, pin->offset_y};
}

// ---- Load and store -------------------------------------------------------------------------

// An empty lane weighs 1, so that nothing is divided by 0.
QN_LANES_INLINE qn_f4 mass_of(qn_f4 inverse)
{
    qn_f4 one = qn_f4_splat(1.0f);
    qn_f4 is_full = qn_f4_greater(inverse, qn_f4_zero());
    return qn_f4_div(one, qn_f4_select(is_full, inverse, one));
}

QN_LANES_INLINE void load_node(const qn_world *world, node *n, const int32_t rows[4],
                               qn_f4 inv_mass, qn_f4 inv_inertia, bool with_poses)
{
    qn_f4 zero = qn_f4_zero();
    n->body = with_poses ? qn_lanes_gather(world, rows) : qn_lanes_gather_speeds(world, rows);
    n->xx = n->yy = mass_of(inv_mass);
    n->tt = mass_of(inv_inertia);
    n->xy = n->xt = n->yt = zero;
    n->px = n->py = n->pt = zero;
}

QN_LANES_INLINE void load(const qn_world *world, four *f, bool with_poses)
{
    for (int32_t i = 0; i < f->tree->body_count; ++i) {
        const qn_pin_block *pin = &f->pins[i > 0 ? i - 1 : 0];
        bool is_b = i > 0 ? !is_turned(f, i) : is_turned(f, 1);
        load_node(world, &f->nodes[i], is_b ? pin->row_b : pin->row_a,
                  is_b ? pin->inv_mass_b : pin->inv_mass_a,
                  is_b ? pin->inv_inertia_b : pin->inv_inertia_a, with_poses);
    }
}

QN_LANES_INLINE void store(qn_world *world, const four *f)
{
    for (int32_t i = 0; i < f->tree->body_count; ++i) {
        const qn_pin_block *pin = &f->pins[i > 0 ? i - 1 : 0];
        bool is_b = i > 0 ? !is_turned(f, i) : is_turned(f, 1);
        qn_lanes_scatter(world, is_b ? pin->row_b : pin->row_a, &f->nodes[i].body);
    }
}

// ---- Exactly --------------------------------------------------------------------------------

// How fast the pin opens, and what is to be made good of its gap.
QN_LANES_INLINE void find_error(const qn_pin_pass *p, const qn_pin_block *pin, node *n,
                                const node *up, const arms *at)
{
    const qn_lanes *b = &n->body, *a = &up->body;
    qn_f4 bx = qn_f4_mul_sub(b->vx, b->w, at->sy), by = qn_f4_mul_add(b->vy, b->w, at->sx);
    qn_f4 ax = qn_f4_mul_sub(a->vx, a->w, at->ry), ay = qn_f4_mul_add(a->vy, a->w, at->rx);
    n->ex = qn_f4_sub(bx, ax);
    n->ey = qn_f4_sub(by, ay);
    if (p->use_bias) {
        n->ex = qn_f4_mul_add(n->ex, pin->bias_rate, at->gap_x);
        n->ey = qn_f4_mul_add(n->ey, pin->bias_rate, at->gap_y);
    }
}

// G, g and the turn of a body seen from a pin at (sx, sy); g is left in lx, ly.
QN_LANES_INLINE void eliminate(node *n, qn_f4 sx, qn_f4 sy)
{
    qn_f4 hx = qn_f4_add(n->xt, qn_f4_cross(n->xx, n->xy, sx, sy));
    qn_f4 hy = qn_f4_add(n->yt, qn_f4_cross(n->xy, n->yy, sx, sy));
    qn_f4 d = qn_f4_add(n->tt, qn_f4_cross(qn_f4_add(n->xt, hx), qn_f4_add(n->yt, hy), sx, sy));
    qn_f4 t = qn_f4_add(n->pt, qn_f4_cross(n->px, n->py, sx, sy));
    qn_f4 inv_d = qn_f4_div(qn_f4_splat(1.0f), d);
    n->hx = qn_f4_mul(hx, inv_d);
    n->hy = qn_f4_mul(hy, inv_d);
    n->turn = qn_f4_mul(t, inv_d);
    n->g11 = qn_f4_mul_sub(n->xx, hx, n->hx);
    n->g12 = qn_f4_mul_sub(n->xy, hx, n->hy);
    n->g22 = qn_f4_mul_sub(n->yy, hy, n->hy);
    n->lx = qn_f4_mul_sub(n->px, n->hx, t);
    n->ly = qn_f4_mul_sub(n->py, n->hy, t);
}

// Onto the body before: J^T G J and J^T (g + G e).
QN_LANES_INLINE void hang_on(node *up, node *n, const arms *at)
{
    n->lx = qn_f4_add(n->lx, qn_f4_dot(n->g11, n->g12, n->ex, n->ey));
    n->ly = qn_f4_add(n->ly, qn_f4_dot(n->g12, n->g22, n->ex, n->ey));
    qn_f4 xt = qn_f4_cross(at->rx, at->ry, n->g11, n->g12);
    qn_f4 yt = qn_f4_cross(at->rx, at->ry, n->g12, n->g22);
    up->xx = qn_f4_add(up->xx, n->g11);
    up->xy = qn_f4_add(up->xy, n->g12);
    up->yy = qn_f4_add(up->yy, n->g22);
    up->xt = qn_f4_add(up->xt, xt);
    up->yt = qn_f4_add(up->yt, yt);
    up->tt = qn_f4_add(up->tt, qn_f4_cross(at->rx, at->ry, xt, yt));
    up->px = qn_f4_add(up->px, n->lx);
    up->py = qn_f4_add(up->py, n->ly);
    up->pt = qn_f4_add(up->pt, qn_f4_cross(at->rx, at->ry, n->lx, n->ly));
}

QN_LANES_INLINE void move(node *n)
{
    n->body.vx = qn_f4_add(n->body.vx, n->dvx);
    n->body.vy = qn_f4_add(n->body.vy, n->dvy);
    n->body.w = qn_f4_add(n->body.w, n->dw);
}

// The root has no pin: nothing pushes it, so G u = g.
QN_LANES_INLINE void free_root(node *n)
{
    eliminate(n, qn_f4_zero(), qn_f4_zero());
    qn_f4 inverse = qn_f4_div(qn_f4_splat(1.0f), qn_f4_cross(n->g11, n->g12, n->g12, n->g22));
    n->dvx = qn_f4_mul(inverse, qn_f4_cross(n->lx, n->ly, n->g12, n->g22));
    n->dvy = qn_f4_mul(inverse, qn_f4_cross(n->g11, n->g12, n->lx, n->ly));
    n->dw = qn_f4_sub(n->turn, qn_f4_dot(n->hx, n->hy, n->dvx, n->dvy));
    move(n);
}

QN_LANES_INLINE void follow(node *n, const node *up, const arms *at, qn_pin_block *pin, bool turned)
{
    qn_f4 x = qn_f4_mul_sub(up->dvx, up->dw, at->ry), y = qn_f4_mul_add(up->dvy, up->dw, at->rx);
    qn_f4 push_x = qn_f4_sub(qn_f4_dot(n->g11, n->g12, x, y), n->lx);
    qn_f4 push_y = qn_f4_sub(qn_f4_dot(n->g12, n->g22, x, y), n->ly);
    x = qn_f4_sub(x, n->ex);
    y = qn_f4_sub(y, n->ey);
    n->dw = qn_f4_sub(n->turn, qn_f4_dot(n->hx, n->hy, x, y));
    n->dvx = qn_f4_mul_add(x, n->dw, at->sy);
    n->dvy = qn_f4_mul_sub(y, n->dw, at->sx);
    move(n);
    pin->impulse_x = turned ? qn_f4_sub(pin->impulse_x, push_x) : qn_f4_add(pin->impulse_x, push_x);
    pin->impulse_y = turned ? qn_f4_sub(pin->impulse_y, push_y) : qn_f4_add(pin->impulse_y, push_y);
}

QN_LANES_INLINE void solve_exactly(const qn_pin_pass *p, four *f)
{
    for (int32_t i = f->tree->body_count - 1; i > 0; --i) {
        node *n = &f->nodes[i], *up = before(f, i);
        arms at = arms_of(&f->pins[i - 1], is_turned(f, i));
        find_error(p, &f->pins[i - 1], n, up, &at);
        eliminate(n, at.sx, at.sy);
        hang_on(up, n, &at);
    }
    free_root(&f->nodes[0]);
    for (int32_t i = 1; i < f->tree->body_count; ++i) {
        bool turned = is_turned(f, i);
        arms at = arms_of(&f->pins[i - 1], turned);
        follow(&f->nodes[i], before(f, i), &at, &f->pins[i - 1], turned);
        if (!p->use_bias) {
            qn_pin_add_load(&f->pins[i - 1]);
        }
    }
}

// ---- All ------------------------------------------------------------------------------------

QN_LANES_INLINE void turn(const qn_pin_pass *p, qn_pin_block *pin, qn_pin_power *power, qn_lanes *a,
                          qn_lanes *b)
{
    (void)p;
    qn_pin_turn_arms(pin, a, b);
    if (power != NULL) {
        qn_pin_power_turn(power, a, b);
    }
}

QN_LANES_INLINE void solve_power(const qn_pin_pass *p, qn_pin_block *pin, qn_pin_power *power,
                                 qn_lanes *a, qn_lanes *b)
{
    qn_pin_solve_powers(p, pin, power, a, b);
}

QN_LANES_INLINE void run(const qn_pin_pass *p, qn_pin_pass_fn *pass, four *f)
{
    for (int32_t i = 1; i < f->tree->body_count; ++i) {
        qn_lanes *own = &f->nodes[i].body, *up = &before(f, i)->body;
        qn_pin_power *power = f->powers != NULL ? &f->powers[i - 1] : NULL;
        bool turned = is_turned(f, i);
        pass(p, &f->pins[i - 1], power, turned ? own : up, turned ? up : own);
    }
}

QN_LANES_INLINE void solve_four(qn_world *world, const qn_pin_pass *p, four *f)
{
    load(world, f, !p->use_bias);
    if (p->use_bias) {
        run(p, qn_pin_warm_start, f);
    } else {
        run(p, turn, f);
    }
    if (f->powers != NULL) {
        run(p, solve_power, f);
    }
    solve_exactly(p, f);
    store(world, f);
}

void qn_pin_trees_solve(qn_world *world, const qn_step *step, bool use_bias)
{
    const qn_scratch *s = world->scratch;
    const qn_pin_pass p = {qn_f4_splat(step->inv_h), use_bias, false};
    four f;
    for (int32_t i = 0; i < s->pin_tree_count; ++i) {
        f.tree = &s->pin_trees[i];
        f.pins = &s->pin_blocks[f.tree->first_block];
        f.powers = f.tree->has_powers != 0 ? &s->pin_powers[f.tree->first_block] : NULL;
        solve_four(world, &p, &f);
    }
}
