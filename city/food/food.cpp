#include "city/food/food.hpp"

#include <fmt/format.h>

#include "base/id.hpp"
#include "city/limits.hpp"
#include "crypto/hash.hpp"

namespace errand::city {
namespace {

std::span<const sqlite::Migration> migrations() {
    static const std::string first =
        std::string(Catalog::kTables) + std::string(Orders::kTables) + std::string(kAnswersTable);
    static const sqlite::Migration all[] = {{"shops, drafts, orders, coupons, answers", first}};
    return all;
}

// Five characters that are easy to read out and do not look like a price or a time.
std::string make_pickup_code(const std::string& order) {
    const auto digest = crypto::hash_text(order);
    std::uint32_t number = 0;
    for (const char c : digest.substr(0, 8)) number = number * 31 + static_cast<unsigned char>(c);
    constexpr std::string_view kLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    return fmt::format("{}{:04}", kLetters[number % kLetters.size()],
                       number / kLetters.size() % 10'000);
}

}  // namespace

Food::Food(sqlite::Database database, Atlas& atlas, const Clock& clock)
    : database_(std::move(database)),
      atlas_(atlas),
      clock_(clock),
      catalog_(database_),
      orders_(database_) {}

Result<std::unique_ptr<Food>> Food::open(const std::string& home, Atlas& atlas,
                                         const Clock& clock) {
    ERRAND_TRY(auto database, open_database(home, "food", migrations()));
    std::unique_ptr<Food> food(new Food(std::move(database), atlas, clock));
    ERRAND_TRY_VOID(food->load_key());
    return food;
}

Result<> Food::load_key() {
    ERRAND_TRY(auto find, database_.prepare("SELECT value FROM setting WHERE key = 'signing_key'"));
    ERRAND_TRY(const bool found, find.step());
    if (found) {
        ERRAND_TRY(key_, crypto::PrivateKey::from_pem(find.text(0)));
        find.reset();
        return {};
    }
    ERRAND_TRY(key_, crypto::PrivateKey::generate());
    ERRAND_TRY(const auto pem, key_->to_pem());
    ERRAND_TRY(auto insert, database_.prepare("INSERT INTO setting VALUES ('signing_key', ?)"));
    insert.with(pem);
    return insert.run();
}

Result<> Food::fill(const World& world) {
    ERRAND_TRY(auto transaction, sqlite::Transaction::begin(database_));
    ERRAND_TRY_VOID(orders_.clear());
    ERRAND_TRY_VOID(catalog_.fill(world));
    ERRAND_TRY_VOID(transaction.commit());
    armed_.clear();
    return {};
}

Result<> Food::load() {
    armed_.clear();
    return catalog_.load();
}

Result<std::optional<PayableOrder>> Food::payable(const std::string& user,
                                                  const std::string& order) {
    ERRAND_TRY_VOID(lapse());
    ERRAND_TRY(const auto row, orders_.find(order));
    if (!row || row->user != user) return std::optional<PayableOrder>{};
    ERRAND_TRY(auto draft, orders_.draft(row->order.draft));
    if (!draft) return std::optional<PayableOrder>{};
    return std::optional<PayableOrder>(
        {order_at(*row, catalog_.zone(), clock_.now()), *std::move(draft)});
}

Result<> Food::mark_paid(const std::string& order, const std::string& payment, Time at) {
    ERRAND_TRY(auto row, orders_.find(order));
    if (!row) return fail(ErrorCode::NotFound, fmt::format("there is no order {}", order));
    if (row->payment == payment) return {};
    if (!row->payment.empty() || row->cancelled_at) {
        return fail(ErrorCode::Conflict, fmt::format("order {} cannot be paid any more", order));
    }
    row->payment = payment;
    row->paid_at = at;
    row->order.pickup_code = make_pickup_code(order);
    return orders_.update(*row);
}

Result<> Food::settle_refunds() {
    ERRAND_TRY(auto due, orders_.refunds_due());
    for (auto& row : due) {
        if (!refund_) return fail(ErrorCode::Internal, "nobody pays refunds back");
        ERRAND_TRY_VOID(refund_(row.order.id, row.payment, row.refund.value_or(commerce::Money{})));
        row.refund_done = true;
        ERRAND_TRY_VOID(orders_.update(row));
    }
    return {};
}

Result<> Food::lapse() {
    const auto now = clock_.now();
    ERRAND_TRY(auto late, orders_.unpaid_before(now - kUnpaidTime));
    for (auto& row : late) {
        ERRAND_TRY_VOID(give_back_stock(row));
        row.cancelled_at = row.created + kUnpaidTime;
        ERRAND_TRY_VOID(orders_.update(row));
    }
    return {};
}

}  // namespace errand::city
