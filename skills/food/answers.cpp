#include "skills/food/answers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "skills/food/food_errand.hpp"
#include "skills/food/rank.hpp"
#include "skills/food/wording.hpp"

namespace errand::skills::food {

namespace {

using commerce::Money;
using commerce::PriceKind;
using texts::Text;
using texts::operator+;
using Offers = std::vector<const Offer*>;

Offers all_of(const std::vector<Offer>& offers) {
    Offers all;
    all.reserve(offers.size());
    for (const auto& offer : offers) all.push_back(&offer);
    return all;
}

double measure(const Offer& offer, std::string_view preference) {
    if (preference == "cheapest") return static_cast<double>(offer.total.minor);
    if (preference == "fastest") return offer.eta_minutes;
    if (preference == "nearest") return offer.distance_km;
    return -offer.rating;
}

std::string first_characters(const std::string& name, std::size_t count) {
    std::string_view rest = name;
    for (; count > 0 && !rest.empty(); --count) take(rest);
    return name.substr(0, name.size() - rest.size());
}

// A shop's name in the sentence, whole or by its first word.
bool names(const std::string& said, const commerce::LocalName& shop) {
    constexpr std::size_t kWordLetters = 4;
    const auto words = normalise(said);
    for (const auto& name : {normalise(shop.zh), normalise(shop.en)}) {
        if (name.empty()) continue;
        if (stands_in(words, name)) return true;
        const auto first =
            is_chinese(name) ? first_characters(name, 2) : name.substr(0, name.find(' '));
        const bool whole = is_chinese(name) || first.size() >= kWordLetters;
        if (whole && stands_in(words, first)) return true;
    }
    return false;
}

// The offers that the question is about.
Offers subject(const Question& question, const std::string& said, const Draft& draft) {
    const auto shown = all_of(draft.offers);
    if (question.compares || question.asks(Topic::Difference) || question.asks(Topic::Advice))
        if (!shown.empty()) return shown;
    const auto count = static_cast<int>(shown.size());
    const int place = question.place < 0 ? count : question.place;
    if (place >= 1 && place <= count) return {shown[static_cast<std::size_t>(place) - 1]};
    if (const auto best = preferred_offer(draft.offers, question.preference)) return {shown[*best]};
    Offers named;
    for (const auto* offer : shown)
        if (names(said, offer->shop_name)) named.push_back(offer);
    if (named.size() == 1) return named;
    if (draft.chosen) return {&*draft.chosen};
    return shown;
}

Text minutes(int count) {
    return {fmt::format("约 {} 分钟", count), fmt::format("about {} min", count)};
}

// "约 18 分钟,11:48 左右".
Text arrival(const Offer& offer, Time now) {
    auto text = minutes(offer.eta_minutes);
    if (offer.quoted.empty()) return text;
    const auto hour = texts::clock(now + std::chrono::minutes(offer.eta_minutes), offer.quoted);
    return {fmt::format("{},{} 左右", text.zh, hour), fmt::format("{}, around {}", text.en, hour)};
}

std::optional<Money> line_of(const Offer& offer, PriceKind kind) {
    for (const auto& line : offer.price)
        if (line.kind == kind) return line.amount;
    return std::nullopt;
}

Text fee(const Offer& offer, PriceKind kind) {
    const auto amount = line_of(offer, kind).value_or(Money{});
    if (amount.zero()) return {"不收", "nothing"};
    const auto text = texts::money(amount, offer.currency);
    return {text, text};
}

// "合计 ¥31.00(商品 ¥28.00、配送费 ¥4.00)".
Text sum(const Offer& offer) {
    const auto total = texts::money(offer.total, offer.currency);
    std::string zh, en;
    for (const auto& line : offer.price) {
        const auto amount = texts::money(line.amount, offer.currency);
        zh += fmt::format("{}{} {}", zh.empty() ? "" : "、", line.label.in("zh"), amount);
        en += fmt::format("{}{} {}", en.empty() ? "" : ", ", line.label.in("en"), amount);
    }
    return {fmt::format("合计 {}({})", total, zh), fmt::format("{} in all ({})", total, en)};
}

Text coupons(const Offer& offer) {
    Text all;
    for (const auto& line : offer.price) {
        if (!line.amount.negative()) continue;
        const auto amount = texts::money(line.amount, offer.currency);
        all.zh += fmt::format("{}{} {}", all.zh.empty() ? "" : "、", line.label.in("zh"), amount);
        all.en += fmt::format("{}{} {}", all.en.empty() ? "" : ", ", line.label.in("en"), amount);
    }
    if (all.zh.empty()) return {"没有能用的优惠", "no coupon applies"};
    return {"已经用上:" + all.zh, "already applied: " + all.en};
}

Text number(const char* zh, const char* en, double value) {
    return {fmt::format(fmt::runtime(zh), value), fmt::format(fmt::runtime(en), value)};
}

Text one_topic(Topic topic, const Offer& offer, const Draft& draft, Time now) {
    switch (topic) {
        case Topic::Arrival:
            return arrival(offer, now);
        case Topic::Total:
            return sum(offer);
        case Topic::Delivery: {
            const auto text = fee(offer, PriceKind::Delivery);
            return {"配送费 " + text.zh, "delivery: " + text.en};
        }
        case Topic::Packing: {
            const auto text = fee(offer, PriceKind::Packing);
            return {"打包费 " + text.zh, "packing: " + text.en};
        }
        case Topic::Minimum: {
            const auto least = texts::money(offer.minimum, offer.currency);
            if (offer.minimum.zero()) return {"没有起送价", "no minimum order"};
            return {least + " 起送", "delivers from " + least};
        }
        case Topic::Coupons:
            return coupons(offer);
        case Topic::Rating:
            return number("评分 {:.1f}", "rated {:.1f}", offer.rating);
        case Topic::Distance:
            return number("距离 {:.2f} 公里", "{:.2f} km away", offer.distance_km);
        case Topic::Contents:
            return texts::items(offer.lines);
        case Topic::Shop:
            return texts::text(offer.shop_name);
        case Topic::Address: {
            const auto to = texts::place(draft.place.value_or(Place{}));
            if (draft.place && !draft.place->name.empty())
                return {fmt::format("送到{}({})", to.zh, draft.place->name.in("zh")),
                        fmt::format("to {} ({})", to.en, draft.place->name.in("en"))};
            return {"送到" + to.zh, "to " + to.en};
        }
        case Topic::PickupCode:
            return {"付款以后才有取餐码", "there is a pick-up code once it is paid"};
        case Topic::Courier:
            return {"付款以后才派骑手", "a courier is sent once it is paid"};
        case Topic::Payment:
            return {"还没有付款,一分钱也没有扣", "not paid yet; nothing was charged"};
        case Topic::Where:
            return Text{"还没有付款,店家还没开始做;付款后",
                        "not paid yet, so nothing has begun; then "} +
                   arrival(offer, now);
        case Topic::Difference:
        case Topic::Advice:
            break;
    }
    const auto when = arrival(offer, now);
    const auto total = texts::money(offer.total, offer.currency);
    return {
        fmt::format("{} 合计 {},{},评分 {:.1f},{:.1f} 公里", texts::items(offer.lines).zh, total,
                    when.zh, offer.rating, offer.distance_km),
        fmt::format("{}: {} in all, {}, rated {:.1f}, {:.1f} km away", texts::items(offer.lines).en,
                    total, when.en, offer.rating, offer.distance_km)};
}

// The name that tells an offer from the others.
Text label(const Offer& offer, const Draft& draft) {
    const auto same = std::ranges::count_if(
        draft.offers, [&](const Offer& one) { return one.shop_name == offer.shop_name; });
    const auto at = std::ranges::find(draft.offers, offer);
    if (same < 2 || at == draft.offers.end())
        return {fmt::format("「{}」", offer.shop_name.in("zh")), offer.shop_name.in("en")};
    const auto place = at - draft.offers.begin() + 1;
    return {fmt::format("第 {} 个(「{}」)", place, offer.shop_name.in("zh")),
            fmt::format("number {} ({})", place, offer.shop_name.in("en"))};
}

Text sentence(const Offer& offer, const Draft& draft, const std::vector<Topic>& topics, Time now) {
    const auto name = label(offer, draft);
    Text all{name.zh + ":", name.en + ": "};
    for (std::size_t at = 0; at < topics.size(); ++at) {
        const auto text = one_topic(topics[at], offer, draft, now);
        all.zh += (at == 0 ? "" : ";") + text.zh;
        all.en += (at == 0 ? "" : "; ") + text.en;
    }
    return {all.zh + "。", all.en + "."};
}

Topic topic_of(std::string_view preference) {
    if (preference == "cheapest") return Topic::Total;
    if (preference == "fastest") return Topic::Arrival;
    return preference == "nearest" ? Topic::Distance : Topic::Rating;
}

Text superlative(std::string_view preference) {
    if (preference == "cheapest") return {"最便宜的是", "The cheapest: "};
    if (preference == "fastest") return {"最快的是", "The fastest: "};
    if (preference == "nearest") return {"最近的是", "The nearest: "};
    return {"评分最高的是", "The best rated: "};
}

Text compared(const Question& question, Offers offers, const Draft& draft, Time now) {
    const auto& by = question.preference;
    const std::vector<Topic> topics{topic_of(by)};
    const auto one = [&](const Offer* offer) { return sentence(*offer, draft, topics, now); };
    std::ranges::sort(offers, {}, [&](const Offer* offer) { return measure(*offer, by); });
    if (offers.size() == 1) return one(offers.front());
    const bool equal = measure(*offers.front(), by) == measure(*offers.back(), by);
    Text all = equal ? Text{"都一样:", "They are the same: "} : superlative(by);
    for (const auto* offer : offers) {
        const auto text = one(offer);
        all.zh += text.zh;
        all.en += (offer == offers.front() ? "" : " ") + text.en;
    }
    return all;
}

}  // namespace

std::optional<Text> answer_offers(const Question& question, const std::string& said,
                                  const Draft& draft, Time now) {
    const auto offers = subject(question, said, draft);
    if (offers.empty()) return std::nullopt;
    if (question.compares && !question.preference.empty())
        return compared(question, offers, draft, now);
    Text all;
    if (question.asks(Topic::Advice) && offers.size() > 1)
        all = Text{"价格和时间都列在下面,排在第一的是:",
                   "Price and time are below; the first of them:"} +
              Text{offers.front()->reason.in("zh") + "。", offers.front()->reason.in("en") + "."};
    for (const auto* offer : offers) all = all + sentence(*offer, draft, question.topics, now);
    return all;
}

namespace {

Text state_of(commerce::OrderState state) {
    switch (state) {
        case commerce::OrderState::Placed:
            return {"还没有付款", "not paid yet"};
        case commerce::OrderState::Accepted:
            return {"店家已接单", "accepted by the shop"};
        case commerce::OrderState::Preparing:
            return {"店家正在制作", "being prepared"};
        case commerce::OrderState::Delivering:
            return {"骑手在路上", "on its way"};
        case commerce::OrderState::Delivered:
            return {"已送达", "delivered"};
        case commerce::OrderState::Cancelled:
            return {"已取消", "cancelled"};
        case commerce::OrderState::Refunded:
            return {"已取消并退款", "cancelled and refunded"};
    }
    return {};
}

Text payment(const commerce::Order& order) {
    const auto total = texts::money(order.total, order.currency);
    if (!order.paid) return {"还没有付款", "not paid"};
    Text all{fmt::format("已付款一次,{}", total), fmt::format("paid once, {}", total)};
    const bool ended = order.state == commerce::OrderState::Refunded ||
                       order.state == commerce::OrderState::Cancelled;
    if (!ended) return all;
    const auto state = state_of(order.state);
    all = {all.zh + ",后来" + state.zh, all.en + ", then " + state.en};
    if (!order.refund) return all;
    const auto back = texts::money(*order.refund, order.currency);
    return {all.zh + " " + back, all.en + ", " + back + " back"};
}

// How far it has come, and when it comes.
Text progress(const commerce::Order& order) {
    const auto state = state_of(order.state);
    if (!is_coming(order)) return state;
    if (order.courier) {
        const auto left = minutes(order.courier->minutes_left);
        return {state.zh + ",还要" + left.zh, state.en + ", " + left.en + " left"};
    }
    if (!order.eta) return state;
    const auto hour = texts::hour(*order.eta);
    return {fmt::format("{},预计 {} 送到", state.zh, hour),
            fmt::format("{}, expected at {}", state.en, hour)};
}

Text paid_topic(Topic topic, const commerce::Order& order, const Draft& draft) {
    const auto total = texts::money(order.total, order.currency);
    const auto what = texts::items(order.items);
    const auto receipt = std::ranges::find(draft.receipts, order.id, &Receipt::order);
    switch (topic) {
        case Topic::PickupCode:
            if (!order.pickup_code) return {"还没有取餐码", "no pick-up code yet"};
            return {"取餐码 " + *order.pickup_code, "pick-up code " + *order.pickup_code};
        case Topic::Courier:
            if (!order.courier) return {"还没有派骑手", "no courier has it yet"};
            return {fmt::format("骑手 {},电话 {}", order.courier->name, order.courier->phone),
                    fmt::format("courier {}, phone {}", order.courier->name, order.courier->phone)};
        case Topic::Total:
        case Topic::Delivery:
        case Topic::Packing:
        case Topic::Coupons: {
            if (receipt == draft.receipts.end())
                return {fmt::format("{},共付 {}", what.zh, total),
                        fmt::format("{}, {} paid", what.en, total)};
            Offer paid;
            paid.price = receipt->lines;
            paid.total = order.total;
            paid.currency = order.currency;
            auto text = one_topic(topic, paid, draft, Time{});
            if (topic == Topic::Total) text = {"已付," + text.zh, "paid: " + text.en};
            return text;
        }
        case Topic::Payment:
            return payment(order);
        case Topic::Contents:
            return what;
        case Topic::Shop:
            return texts::text(order.shop_name);
        case Topic::Address: {
            const auto to = texts::address(order.deliver_to);
            return {fmt::format("送到{}({})", to.in("zh"), order.deliver_to.address.in("zh")),
                    fmt::format("to {} ({})", to.in("en"), order.deliver_to.address.in("en"))};
        }
        case Topic::Arrival:
        case Topic::Where:
            return progress(order);
        case Topic::Rating:
        case Topic::Distance:
        case Topic::Minimum:
            return {"评分、距离和起送价在选店时才有",
                    "ratings, distances and minimums are told while shops are compared"};
        case Topic::Difference:
        case Topic::Advice:
            break;
    }
    return {};
}

}  // namespace

Text answer_orders(const Question& question, const Draft& draft) {
    if (draft.orders.empty()) return texts::nothing_on_its_way();
    std::vector<Topic> topics;
    for (const auto topic : question.topics)
        if (const auto text = paid_topic(topic, draft.orders.back(), draft); !text.zh.empty())
            topics.push_back(topic);
    // Where only that is asked, all that is known of it is told.
    if (std::ranges::all_of(
            topics, [](Topic topic) { return topic == Topic::Arrival || topic == Topic::Where; }))
        topics.clear();
    Text all;
    for (auto order = draft.orders.rbegin(); order != draft.orders.rend(); ++order) {
        if (order != draft.orders.rbegin() && !is_coming(*order)) continue;
        if (topics.empty()) {
            all = all + texts::state(*order);
            continue;
        }
        Text one{fmt::format("「{}」这一单:", order->shop_name.in("zh")),
                 fmt::format("Your order from {}: ", order->shop_name.in("en"))};
        for (std::size_t at = 0; at < topics.size(); ++at) {
            const auto text = paid_topic(topics[at], *order, draft);
            one.zh += (at == 0 ? "" : ";") + text.zh;
            one.en += (at == 0 ? "" : "; ") + text.en;
        }
        all = all + Text{one.zh + "。", one.en + "."};
    }
    return all;
}

Text nothing_changed(const Draft& draft) {
    switch (draft.phase) {
        case Phase::Choosing:
            return {
                "这句话没有改动什么。可以说选第几个、换一家、改份数或口味,"
                "也可以问多久到、配送费多少。",
                "That changed nothing. Say which one you take, ask for another shop, change the "
                "number or the options, or ask when it comes and what it costs."};
        case Phase::Approving:
            return {"这句话没有改动什么,还没有付款。要就在下面确认;也可以说要改哪里,或者算了。",
                    "That changed nothing, and nothing is paid yet. Confirm below, say what to "
                    "change, or call it off."};
        case Phase::Tracking:
            return {"好的。这一单照旧;可以问到哪了、取餐码、多少钱,也可以说取消。",
                    "All right, the order stays as it is. You can ask where it is, for the pick-up "
                    "code or what it cost, or cancel it."};
        case Phase::Scheduled:
            return texts::scheduled(draft.when, draft.clock);
        case Phase::Asking:
        case Phase::Planning:
            break;
    }
    return {"没听明白,请再说一次。", "I could not make that out; please say it again."};
}

}  // namespace errand::skills::food
