#include "skills/food/rank.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "skills/food/limits.hpp"
#include "skills/food/texts.hpp"

namespace errand::skills::food {

namespace {

using commerce::Money;
using texts::Text;

// An offer whose items are this much less like the wish than the best one's is another dish.
constexpr double kLikenessBelow = 0.22;

bool buyable(const Offer& offer) {
    return offer.problems.empty() && !offer.lines.empty();
}

bool as_wished(const Offer& offer) {
    return std::ranges::all_of(offer.lines, [](const Line& line) { return line.unmet.empty(); });
}

void keep_what_fits(std::vector<Offer>& offers) {
    if (offers.empty()) return;
    const double best = std::ranges::max_element(offers, {}, [](const Offer& one) {
                            return one.likeness;
                        })->likeness;
    std::erase_if(offers, [&](const Offer& one) { return one.likeness < best - kLikenessBelow; });
    if (std::ranges::any_of(offers, as_wished))
        std::erase_if(offers, [](const Offer& one) { return !as_wished(one); });
}

bool cheaper(const Offer& left, const Offer& right) {
    return std::tuple(left.total, left.eta_minutes, -left.rating, left.distance_km, left.shop) <
           std::tuple(right.total, right.eta_minutes, -right.rating, right.distance_km, right.shop);
}

// What comes in time stands before what does not.
void sort_by(std::vector<Offer>& offers, const std::string& preference, int within_minutes) {
    const auto late = [&](const Offer& one) {
        return within_minutes > 0 && one.eta_minutes > within_minutes;
    };
    std::ranges::sort(offers, [&](const Offer& left, const Offer& right) {
        if (late(left) != late(right)) return late(right);
        if (preference == "fastest" && left.eta_minutes != right.eta_minutes)
            return left.eta_minutes < right.eta_minutes;
        if (preference == "best_rated" && left.rating != right.rating)
            return left.rating > right.rating;
        if (preference == "nearest" && left.distance_km != right.distance_km)
            return left.distance_km < right.distance_km;
        return cheaper(left, right);
    });
}

template <class Value>
int rank_of(const std::vector<Offer>& offers, Value Offer::* member, const Value& value) {
    return 1 + static_cast<int>(std::ranges::count_if(
                   offers, [&](const Offer& one) { return one.*member < value; }));
}

Money saved(const Offer& offer) {
    Money sum;
    for (const auto& line : offer.price)
        if (line.amount.negative()) sum -= line.amount;
    return sum;
}

void add(Text& text, std::string zh, std::string en) {
    text.zh += (text.zh.empty() ? "" : ",") + std::move(zh);
    text.en += (text.en.empty() ? "" : ", ") + std::move(en);
}

void add_place(Text& why, const Offer& offer, const Offer& cheapest, const Offer& fastest) {
    if (offer.price_rank == 1) {
        add(why, "到手价最低", "lowest final price");
    } else {
        const auto more = texts::money(offer.total - cheapest.total, offer.currency);
        add(why, "比最低价贵 " + more, more + " above the lowest price");
    }
    if (offer.time_rank == 1) {
        add(why, fmt::format("送达最快({} 分钟)", offer.eta_minutes),
            fmt::format("fastest delivery ({} min)", offer.eta_minutes));
    } else {
        const int slower = offer.eta_minutes - fastest.eta_minutes;
        add(why, fmt::format("比最快的慢 {} 分钟", slower),
            fmt::format("{} min slower than the fastest", slower));
    }
}

void add_wishes(Text& why, const Offer& offer) {
    for (const auto& line : offer.lines) {
        for (const auto& near : line.near)
            add(why, fmt::format("最接近的选项是「{}」", near.in("zh")),
                fmt::format("\"{}\" is the nearest option it has", near.in("en")));
        for (const auto& unmet : line.unmet)
            add(why, fmt::format("没有「{}」这个选项,会写进备注", unmet.in("zh")),
                fmt::format("no option for \"{}\", it goes into the note", unmet.in("en")));
    }
}

commerce::LocalName reason_for(const Offer& offer, const Draft& draft, const Offer& cheapest,
                               const Offer& fastest, bool alone) {
    Text why{offer.fits.zh, offer.fits.en};
    if (alone) {
        add(why, "目前唯一符合的", "the only one that fits now");
    } else {
        add_place(why, offer, cheapest, fastest);
    }
    if (draft.within_minutes > 0 && offer.eta_minutes > draft.within_minutes)
        add(why, fmt::format("{} 分钟内送不到", draft.within_minutes),
            fmt::format("does not make it within {} min", draft.within_minutes));
    if (draft.preference == "best_rated")
        add(why, fmt::format("评分 {:.1f}", offer.rating),
            fmt::format("rated {:.1f}", offer.rating));
    if (draft.preference == "nearest")
        add(why, fmt::format("距离 {:.1f} 公里", offer.distance_km),
            fmt::format("{:.1f} km away", offer.distance_km));
    if (const auto off = saved(offer); !off.zero()) {
        const auto amount = texts::money(off, offer.currency);
        add(why, "用券已减 " + amount, "coupons take off " + amount);
    }
    add_wishes(why, offer);
    return {why.zh, why.en};
}

std::vector<Offer> with_reasons(std::vector<Offer> offers, const Draft& draft) {
    if (offers.empty()) return offers;
    const Offer cheapest = *std::ranges::min_element(offers, {}, &Offer::total);
    const Offer fastest = *std::ranges::min_element(offers, {}, &Offer::eta_minutes);
    for (auto& offer : offers) {
        offer.price_rank = rank_of(offers, &Offer::total, offer.total);
        offer.time_rank = rank_of(offers, &Offer::eta_minutes, offer.eta_minutes);
        offer.reason = reason_for(offer, draft, cheapest, fastest, offers.size() == 1);
    }
    return offers;
}

}  // namespace

bool within(const Offer& offer, const std::optional<brain::Budget>& budget) {
    if (!budget) return true;
    const auto most = commerce::parse_money(budget->amount);
    if (!most) return true;
    if (budget->scope == brain::BudgetScope::Total) return offer.total <= *most;
    return std::ranges::all_of(offer.lines,
                               [&](const Line& line) { return line.unit_price <= *most; });
}

std::vector<Offer> rank(std::vector<Offer> offers, const Draft& draft) {
    std::erase_if(offers,
                  [&](const Offer& one) { return !buyable(one) || !within(one, draft.budget); });
    keep_what_fits(offers);
    sort_by(offers, draft.preference, draft.within_minutes);
    if (offers.size() > kMaxOffers) {
        // The fastest one is always shown, wherever its price puts it.
        const auto fastest = std::ranges::min_element(offers, {}, &Offer::eta_minutes);
        const auto last = offers.begin() + (kMaxOffers - 1);
        if (fastest > last) std::iter_swap(fastest, last);
        offers.resize(kMaxOffers);
    }
    return with_reasons(std::move(offers), draft);
}

std::vector<Offer> in_order(std::vector<Offer> offers, const Draft& draft) {
    std::erase_if(offers,
                  [&](const Offer& one) { return !buyable(one) || !within(one, draft.budget); });
    if (offers.size() > kMaxOffers) offers.resize(kMaxOffers);
    return with_reasons(std::move(offers), draft);
}

std::optional<std::size_t> preferred_offer(const std::vector<Offer>& offers,
                                           std::string_view preference) {
    if (offers.empty() || preference.empty()) return std::nullopt;
    const auto best = std::ranges::min_element(offers, {}, [&](const Offer& one) {
        if (preference == "fastest") return static_cast<double>(one.eta_minutes);
        if (preference == "nearest") return one.distance_km;
        if (preference == "best_rated") return -one.rating;
        return static_cast<double>(one.total.minor);
    });
    return static_cast<std::size_t>(best - offers.begin());
}

}  // namespace errand::skills::food
