// Owns: drafts and orders as the food database keeps them. Strand: the city's one thread. The
// caller begins and ends transactions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "city/food/timeline.hpp"
#include "commerce/mandate.hpp"
#include "sqlite/database.hpp"

namespace errand::city {

struct DraftRow {
    std::string id;
    std::string user;
    commerce::SignedDraft signed_draft;
    commerce::Draft draft;  // the same, to be read
    std::string hash;       // of the signed document
    Time expires;
};

struct OrderRow {
    // What does not depend on the time; state, paid, courier and eta are filled in by `order_at`.
    commerce::Order order;
    std::string user;
    Time created;
    commerce::Money items_sum;
    int pieces = 0;
    int kitchen_minutes = 0;
    int total_minutes = 0;
    std::optional<Time> paid_at;
    std::string payment;
    std::optional<Time> cancelled_at;
    std::optional<commerce::Money> refund;
    bool refund_done = true;
    bool earlier = false;  // from before the city began: not one of its records

    std::optional<Timeline> timeline() const;
    commerce::OrderState state(Time now) const;
};

// The order as its user sees it at a moment.
commerce::Order order_at(const OrderRow& row, const TimeZone& zone, Time now);

struct CouponUse {
    std::string shop;  // empty: of the platform
    std::string coupon;
};

class Orders {
  public:
    static constexpr std::string_view kTables = R"sql(
        CREATE TABLE draft (
            id TEXT PRIMARY KEY,
            number INTEGER NOT NULL,
            user TEXT NOT NULL,
            expires INTEGER NOT NULL,
            hash TEXT NOT NULL,
            document TEXT NOT NULL,
            signature TEXT NOT NULL,
            key_id TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX draft_by_number ON draft (number);
        CREATE TABLE orders (
            id TEXT PRIMARY KEY,
            number INTEGER NOT NULL UNIQUE,
            user TEXT NOT NULL,
            draft TEXT NOT NULL,
            shop TEXT NOT NULL,
            document TEXT NOT NULL,
            created INTEGER NOT NULL,
            items_sum INTEGER NOT NULL,
            pieces INTEGER NOT NULL,
            kitchen_minutes INTEGER NOT NULL,
            total_minutes INTEGER NOT NULL,
            paid_at INTEGER,
            payment TEXT NOT NULL,
            cancelled_at INTEGER,
            refund INTEGER,
            refund_done INTEGER NOT NULL,
            earlier INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX orders_by_user ON orders (user, number);
        CREATE INDEX orders_by_draft ON orders (draft);
        CREATE TABLE coupon_use (
            orders TEXT NOT NULL REFERENCES orders (id),
            user TEXT NOT NULL,
            shop TEXT NOT NULL,
            coupon TEXT NOT NULL,
            PRIMARY KEY (orders, shop, coupon)
        ) WITHOUT ROWID;
        CREATE INDEX coupon_use_by_user ON coupon_use (user, shop, coupon);
    )sql";

    explicit Orders(sqlite::Database& database) : database_(database) {}

    Result<> clear();

    Result<> add_draft(const DraftRow& row);
    Result<std::optional<DraftRow>> draft(const std::string& id);
    // The newest draft of anybody whose order is not placed, and which has not expired.
    Result<std::optional<DraftRow>> current_draft(Time now);

    Result<> add(const OrderRow& row, const std::vector<CouponUse>& uses);
    Result<> update(const OrderRow& row);
    Result<std::optional<OrderRow>> find(const std::string& id);
    // The live order that was placed from this draft, or a cancelled one where there is no other.
    Result<std::optional<OrderRow>> of_draft(const std::string& draft);
    // Newest first.
    Result<std::vector<OrderRow>> of_user(const std::string& user, int limit);
    // In the order of placing, without earlier ones.
    Result<std::vector<OrderRow>> all();
    Result<std::vector<OrderRow>> unpaid_before(Time created);
    Result<std::vector<OrderRow>> refunds_due();

    // Pieces that wait in a shop's kitchen.
    Result<int> waiting_pieces(const std::string& shop, Time now);
    // In orders that were not cancelled.
    Result<int> coupon_uses(const std::string& user, const std::string& shop,
                            const std::string& coupon);

  private:
    Result<std::vector<OrderRow>> select(const std::string& rest, auto&&... values);
    Result<std::int64_t> next_number(const char* table);

    sqlite::Database& database_;
};

}  // namespace errand::city
