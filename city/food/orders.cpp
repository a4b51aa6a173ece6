#include "city/food/orders.hpp"

#include <fmt/format.h>

namespace errand::city {
namespace {

using commerce::Money;
using commerce::OrderState;

std::int64_t stored(Time time) {
    return time.time_since_epoch().count();
}
std::optional<std::int64_t> stored(const std::optional<Time>& time) {
    return time ? std::optional(stored(*time)) : std::nullopt;
}
Time read_time(std::int64_t stored_time) {
    return Time(Millis(stored_time));
}

Result<DraftRow> read_draft_row(const sqlite::Statement& row) {
    DraftRow draft;
    draft.id = row.text(0);
    draft.user = row.text(1);
    draft.expires = read_time(row.integer(2));
    draft.hash = row.text(3);
    ERRAND_TRY(draft.signed_draft.draft, json::parse(row.text(4)));
    draft.signed_draft.signature = row.text(5);
    draft.signed_draft.key_id = row.text(6);
    ERRAND_TRY(draft.draft, json::decode<commerce::Draft>(draft.signed_draft.draft));
    return draft;
}

Result<OrderRow> read_order_row(const sqlite::Statement& row) {
    OrderRow order;
    ERRAND_TRY(order.order, json::read<commerce::Order>(row.text(0)));
    order.user = row.text(1);
    order.created = read_time(row.integer(2));
    order.items_sum = Money{row.integer(3)};
    order.pieces = static_cast<int>(row.integer(4));
    order.kitchen_minutes = static_cast<int>(row.integer(5));
    order.total_minutes = static_cast<int>(row.integer(6));
    if (!row.is_null(7)) order.paid_at = read_time(row.integer(7));
    order.payment = row.text(8);
    if (!row.is_null(9)) order.cancelled_at = read_time(row.integer(9));
    if (!row.is_null(10)) order.refund = Money{row.integer(10)};
    order.refund_done = row.integer(11) != 0;
    order.earlier = row.integer(12) != 0;
    return order;
}

std::optional<std::int64_t> stored(const std::optional<Money>& money) {
    return money ? std::optional(money->minor) : std::nullopt;
}

}  // namespace

std::optional<Timeline> OrderRow::timeline() const {
    if (!paid_at) return std::nullopt;
    return make_timeline(*paid_at, kitchen_minutes, total_minutes);
}

OrderState OrderRow::state(Time now) const {
    if (cancelled_at) return OrderState::Cancelled;
    const auto course = timeline();
    return course ? state_at(*course, now) : OrderState::Placed;
}

commerce::Order order_at(const OrderRow& row, const TimeZone& zone, Time now) {
    auto order = row.order;
    order.state = row.state(now);
    order.paid = row.paid_at.has_value();
    order.refund = row.refund;
    if (const auto course = row.timeline(); course && !row.cancelled_at) {
        order.eta = zone.format(course->delivered);
        order.courier = courier_at(*course, order.id, now, !order.shop_name.zh.empty());
    }
    return order;
}

Result<> Orders::clear() {
    return database_.execute(
        "DELETE FROM coupon_use; DELETE FROM orders; DELETE FROM draft; DELETE FROM answered");
}

Result<std::int64_t> Orders::next_number(const char* table) {
    ERRAND_TRY(auto last, database_.prepare(fmt::format("SELECT max(number) FROM {}", table)));
    ERRAND_TRY([[maybe_unused]] const bool found, last.step());
    const auto number = last.integer(0) + 1;
    last.reset();
    return number;
}

Result<> Orders::add_draft(const DraftRow& row) {
    ERRAND_TRY(const auto number, next_number("draft"));
    ERRAND_TRY(auto insert, database_.prepare("INSERT INTO draft VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
    const auto document = json::write(row.signed_draft.draft);
    insert.with(row.id, number, row.user, stored(row.expires), row.hash, document,
                row.signed_draft.signature, row.signed_draft.key_id);
    return insert.run();
}

constexpr std::string_view kDraftColumns =
    "SELECT id, user, expires, hash, document, signature, key_id FROM draft ";

Result<std::optional<DraftRow>> Orders::draft(const std::string& id) {
    ERRAND_TRY(auto find, database_.prepare(fmt::format("{} WHERE id = ?", kDraftColumns)));
    find.with(id);
    ERRAND_TRY(const bool found, find.step());
    if (!found) return std::optional<DraftRow>{};
    ERRAND_TRY(auto row, read_draft_row(find));
    find.reset();
    return std::optional<DraftRow>(std::move(row));
}

Result<std::optional<DraftRow>> Orders::current_draft(Time now) {
    ERRAND_TRY(auto find,
               database_.prepare(fmt::format("{} WHERE expires > ? AND NOT EXISTS (SELECT 1 FROM "
                                             "orders WHERE orders.draft = draft.id) "
                                             "ORDER BY number DESC LIMIT 1",
                                             kDraftColumns)));
    find.with(stored(now));
    ERRAND_TRY(const bool found, find.step());
    if (!found) return std::optional<DraftRow>{};
    ERRAND_TRY(auto row, read_draft_row(find));
    find.reset();
    return std::optional<DraftRow>(std::move(row));
}

Result<> Orders::add(const OrderRow& row, const std::vector<CouponUse>& uses) {
    ERRAND_TRY(const auto number, next_number("orders"));
    ERRAND_TRY(auto insert,
               database_.prepare("INSERT INTO orders VALUES "
                                 "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
    const auto document = json::write(json::encode(row.order));
    insert.with(row.order.id, number, row.user, row.order.draft, row.order.shop, document,
                stored(row.created), row.items_sum.minor, row.pieces, row.kitchen_minutes,
                row.total_minutes, stored(row.paid_at), row.payment, stored(row.cancelled_at),
                stored(row.refund), row.refund_done, row.earlier);
    ERRAND_TRY_VOID(insert.run());
    ERRAND_TRY(auto use, database_.prepare("INSERT INTO coupon_use VALUES (?, ?, ?, ?)"));
    for (const auto& [shop, coupon] : uses) {
        use.with(row.order.id, row.user, shop, coupon);
        ERRAND_TRY_VOID(use.run());
    }
    return {};
}

Result<> Orders::update(const OrderRow& row) {
    ERRAND_TRY(auto update,
               database_.prepare("UPDATE orders SET document = ?, paid_at = ?, payment = ?, "
                                 "cancelled_at = ?, refund = ?, refund_done = ?, "
                                 "total_minutes = ? WHERE id = ?"));
    const auto document = json::write(json::encode(row.order));
    update.with(document, stored(row.paid_at), row.payment, stored(row.cancelled_at),
                stored(row.refund), row.refund_done, row.total_minutes, row.order.id);
    return update.run();
}

Result<std::vector<OrderRow>> Orders::select(const std::string& rest, auto&&... values) {
    ERRAND_TRY(auto rows, database_.prepare(
                              "SELECT document, user, created, items_sum, pieces, kitchen_minutes, "
                              "total_minutes, paid_at, payment, cancelled_at, refund, refund_done, "
                              "earlier FROM orders " +
                              rest));
    rows.with(values...);
    std::vector<OrderRow> all;
    for (;;) {
        ERRAND_TRY(const bool found, rows.step());
        if (!found) return all;
        ERRAND_TRY(auto row, read_order_row(rows));
        all.push_back(std::move(row));
    }
}

Result<std::optional<OrderRow>> Orders::find(const std::string& id) {
    ERRAND_TRY(auto rows, select("WHERE id = ?", id));
    if (rows.empty()) return std::optional<OrderRow>{};
    return std::optional<OrderRow>(std::move(rows.front()));
}

Result<std::optional<OrderRow>> Orders::of_draft(const std::string& draft) {
    ERRAND_TRY(auto rows,
               select("WHERE draft = ? ORDER BY cancelled_at IS NOT NULL, number", draft));
    if (rows.empty()) return std::optional<OrderRow>{};
    return std::optional<OrderRow>(std::move(rows.front()));
}

Result<std::vector<OrderRow>> Orders::of_user(const std::string& user, int limit) {
    return select("WHERE user = ? ORDER BY created DESC, number DESC LIMIT ?", user, limit);
}

Result<std::vector<OrderRow>> Orders::all() {
    return select("WHERE earlier = 0 ORDER BY number");
}

Result<std::vector<OrderRow>> Orders::unpaid_before(Time created) {
    return select("WHERE paid_at IS NULL AND cancelled_at IS NULL AND created <= ?",
                  stored(created));
}

Result<std::vector<OrderRow>> Orders::refunds_due() {
    return select("WHERE refund_done = 0");
}

Result<int> Orders::waiting_pieces(const std::string& shop, Time now) {
    ERRAND_TRY(auto sum,
               database_.prepare("SELECT coalesce(sum(pieces), 0) FROM orders WHERE shop = ? AND "
                                 "cancelled_at IS NULL AND paid_at + kitchen_minutes * 60000 > ?"));
    sum.with(shop, stored(now));
    ERRAND_TRY([[maybe_unused]] const bool found, sum.step());
    const auto pieces = static_cast<int>(sum.integer(0));
    sum.reset();
    return pieces;
}

Result<int> Orders::coupon_uses(const std::string& user, const std::string& shop,
                                const std::string& coupon) {
    ERRAND_TRY(auto count,
               database_.prepare("SELECT count(*) FROM coupon_use JOIN orders ON orders.id = "
                                 "coupon_use.orders WHERE coupon_use.user = ? AND "
                                 "coupon_use.shop = ? AND coupon = ? AND cancelled_at IS NULL"));
    count.with(user, shop, coupon);
    ERRAND_TRY([[maybe_unused]] const bool found, count.step());
    const auto uses = static_cast<int>(count.integer(0));
    count.reset();
    return uses;
}

}  // namespace errand::city
