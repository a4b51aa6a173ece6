#include "skills/food/texts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "skills/food/options.hpp"
#include "skills/food/wording.hpp"

namespace errand::skills::food::texts {

namespace {

std::string joined(const std::vector<LocalName>& names, const std::string& language,
                   std::string_view mark) {
    std::string all;
    for (const auto& name : names) {
        if (!all.empty()) all += mark;
        all += name.in(language);
    }
    return all;
}

std::string counted(int quantity, const LocalName& name, const std::vector<LocalName>& words,
                    const std::string& language) {
    const bool zh = language == "zh";
    auto all = fmt::format("{} × {}", quantity, name.in(language));
    if (words.empty()) return all;
    const auto inner = joined(words, language, zh ? "、" : ", ");
    return all + (zh ? "(" + inner + ")" : " (" + inner + ")");
}

LocalName option_key(const std::string& key) {
    static const std::map<std::string, LocalName> names = {
        {"size", {"规格", "size"}},       {"temperature", {"温度", "temperature"}},
        {"ice", {"冰量", "ice"}},         {"sugar", {"甜度", "sweetness"}},
        {"spice", {"辣度", "spiciness"}}, {"extra", {"加料", "extras"}},
    };
    const auto found = names.find(key);
    return found == names.end() ? LocalName{key, key} : found->second;
}

std::vector<LocalName> wish_names(const std::vector<Wish>& wishes) {
    std::vector<LocalName> names;
    for (const auto& wish : wishes) {
        const LocalName name{wish.name, wish.name};
        if (!wish.name.empty() && std::ranges::find(names, name) == names.end())
            names.push_back(name);
    }
    return names;
}

// In Chinese by the person's own word for it, where that is Chinese: 妈妈家.
LocalName called(LocalName place, const std::string& label) {
    if (!is_chinese(label)) return place;
    return {label, place.in("en")};
}

std::string until(const std::optional<std::string>& opens_at) {
    return opens_at ? hour(*opens_at) : std::string();
}

}  // namespace

std::string money(Money amount, const std::string& currency) {
    const auto digits = commerce::to_string(amount);
    if (currency == "CNY" || currency.empty())
        return amount.negative() ? "-¥" + digits.substr(1) : "¥" + digits;
    return digits + " " + currency;
}

Text text(const LocalName& name) {
    return {name.in("zh"), name.in("en")};
}

Text list(const std::vector<LocalName>& names) {
    return {joined(names, "zh", "、"), joined(names, "en", ", ")};
}

Text items(const std::vector<Line>& lines) {
    Text all;
    for (const auto& line : lines) {
        all.zh += (all.zh.empty() ? "" : ",") + counted(line.quantity, line.name, line.words, "zh");
        all.en +=
            (all.en.empty() ? "" : ", ") + counted(line.quantity, line.name, line.words, "en");
    }
    return all;
}

Text items(const std::vector<commerce::OrderItem>& items) {
    Text all;
    for (const auto& item : items) {
        const auto words = commerce::option_names(item);
        all.zh += (all.zh.empty() ? "" : ",") + counted(item.quantity, item.name, words, "zh");
        all.en += (all.en.empty() ? "" : ", ") + counted(item.quantity, item.name, words, "en");
    }
    return all;
}

Text place(const Place& place) {
    if (place.label == "home") return {"家", "home"};
    if (place.label == "office") return {"公司", "the office"};
    if (place.name.empty()) return {place.label, place.label};
    return text(called(place.name, place.label));
}

LocalName address(const commerce::DeliverTo& to) {
    if (to.label == "home") return {"家", "home"};
    if (to.label == "office") return {"公司", "the office"};
    return called(to.name.empty() ? to.address : to.name, to.label.value_or(""));
}

Text operator+(Text left, const Text& right) {
    if (!left.en.empty() && !right.en.empty()) left.en += ' ';
    left.zh += right.zh;
    left.en += right.en;
    return left;
}

Text ask_item() {
    return {"想吃点或喝点什么?说出名字就行。",
            "What would you like to eat or drink? Just name it."};
}

Text ask_item_of(const LocalName& shop, const std::vector<LocalName>& names) {
    const auto all = list(names);
    return {fmt::format("「{}」有:{}。想要哪样?", shop.in("zh"), all.zh),
            fmt::format("{} has {}. What would you like?", shop.in("en"), all.en)};
}

Text not_found(const std::string& name) {
    return {fmt::format("附近现在没有「{}」。", name),
            fmt::format("Nothing nearby sells “{}” right now.", name)};
}

Text sellers_closed(const std::string& name, const std::optional<std::string>& opens_at) {
    const auto from = until(opens_at);
    return {fmt::format("卖「{}」的店现在都打烊了{}。", name,
                        from.empty() ? "" : ",最早 " + from + " 开门"),
            fmt::format("The shops that sell “{}” are closed now{}.", name,
                        from.empty() ? "" : "; the first opens at " + from)};
}

Text instead(const std::vector<LocalName>& nearest) {
    Text ask{"想换成什么?", "What would you like instead?"};
    if (nearest.empty()) return ask;
    const auto near = list(nearest);
    return Text{"现在买得到的有:" + near.zh + "。", "What can be had: " + near.en + "."} + ask;
}

Text ask_place() {
    return {"送到哪里?", "Where should it be delivered?"};
}

Text place_not_found(const std::string& words) {
    return {fmt::format("没有找到「{}」这个地址,送到哪里?", words),
            fmt::format("I could not find the address “{}”. Where should it be delivered?", words)};
}

Text ask_option(const Line& line, const OpenOption& open) {
    std::vector<LocalName> names;
    names.reserve(open.choices.size());
    for (const auto& choice : open.choices)
        names.push_back(choice.name.empty() ? commerce::local_name(choice.value) : choice.name);
    const auto all = list(names);
    const auto key = option_key(open.key);
    return {fmt::format("「{}」的{}要哪种?可选:{}。", line.name.in("zh"), key.zh, all.zh),
            fmt::format("Which {} for “{}”? There is: {}.", key.en, line.name.in("en"), all.en)};
}

Text ask_budget(const brain::Budget& budget, const Offer& cheapest) {
    const auto most =
        money(commerce::parse_money(budget.amount).value_or(Money{}), cheapest.currency);
    const auto least = money(cheapest.total, cheapest.currency);
    const auto what = items(cheapest.lines);
    const bool each = budget.scope == brain::BudgetScope::Each;
    return {fmt::format("{}{} 以内没有能买到的。最便宜的是「{}」的{},合计 {}。"
                        "要提高预算、减少数量,还是换一样?",
                        each ? "每份 " : "", most, cheapest.shop_name.in("zh"), what.zh, least),
            fmt::format("Nothing fits within {}{}. The cheapest is {} from {}, {} in all. "
                        "Raise the budget, take fewer, or something else?",
                        most, each ? " each" : "", what.en, cheapest.shop_name.in("en"), least)};
}

Text ask_quantity(const LocalName& item, int most) {
    return {fmt::format("「{}」现在一家店最多只有 {} 份。要几份?", item.in("zh"), most),
            fmt::format("No shop has more than {} of “{}” now. How many should it be?", most,
                        item.in("en"))};
}

Text choose_one(const std::vector<Offer>& offers, const Place& to) {
    const auto where = place(to);
    if (offers.size() == 1)
        return {fmt::format("找到 1 个方案,送到{}。就选它吗?", where.zh),
                fmt::format("Found one way to get it to {}. Take it?", where.en)};
    return {fmt::format("找到 {} 个方案,送到{}。选哪一个?", offers.size(), where.zh),
            fmt::format("Found {} ways to get it to {}. Which one?", offers.size(), where.en)};
}

Text below_minimum(const LocalName& shop, Money minimum, Money short_by,
                   const std::string& currency) {
    const auto least = money(minimum, currency);
    const auto gap = money(short_by, currency);
    return {
        fmt::format("「{}」满 {} 起送,还差 {}。加上下面任一样就能下单,选哪一个?", shop.in("zh"),
                    least, gap),
        fmt::format("{} delivers from {}, which is {} more. Any of these reaches it; which one?",
                    shop.in("en"), least, gap)};
}

Text confirm_cancel(const commerce::Order& order, Money refund) {
    const auto back = money(refund, order.currency);
    const auto total = money(order.total, order.currency);
    if (refund == order.total)
        return {fmt::format("要取消这一单吗?现在取消全额退款 {}。", total),
                fmt::format("Cancel this order? All of {} would be refunded.", total)};
    return {fmt::format("店家已开始制作,现在取消只退 {}(共付 {})。确定取消吗?", back, total),
            fmt::format("It is already being made: cancelling now refunds {} of {}. Cancel it?",
                        back, total)};
}

Text not_known_yet() {
    return {"要先定下点什么、从哪家送,才知道这些。",
            "That is known once it is settled what to order and from which shop."};
}

Text considering() {
    return {"正在按你说的情况挑选…", "Choosing by what you said…"};
}

Text next_of_request() {
    return {"接着点剩下的。", "Now the rest of it."};
}

Text looking(const std::vector<Wish>& wishes) {
    const auto names = list(wish_names(wishes));
    if (names.zh.empty()) return {"正在看附近有什么…", "Looking at what there is nearby…"};
    return {"正在附近找:" + names.zh + "…", "Looking nearby for " + names.en + "…"};
}

Text shop_not_found(const std::string& words) {
    return {fmt::format("附近没有找到叫「{}」的店,先看看别家。", words),
            fmt::format("I found no shop called “{}” nearby, so here are others.", words)};
}

Text shop_has_not(const LocalName& shop, const std::string& name) {
    return {fmt::format("「{}」现在没有「{}」,看看别家。", shop.in("zh"), name),
            fmt::format("{} has no “{}” now, so here are others.", shop.in("en"), name)};
}

Text shop_closed(const LocalName& shop, const std::optional<std::string>& opens_at) {
    const auto from = until(opens_at);
    return {
        fmt::format("「{}」现在打烊了{}。", shop.in("zh"),
                    from.empty() ? "" : "," + from + " 开门"),
        fmt::format("{} is closed now{}.", shop.in("en"), from.empty() ? "" : ", until " + from)};
}

Text all_closed(const std::optional<std::string>& opens_at) {
    const auto from = until(opens_at);
    return {fmt::format("附近卖这些的店现在都打烊了{}。没有下单,也没有付款;开门后再说一声就行。",
                        from.empty() ? "" : ",最早 " + from + " 开门"),
            fmt::format("Every shop nearby that sells this is closed now{}. Nothing was ordered or "
                        "paid; ask again once they are open.",
                        from.empty() ? "" : "; the first opens at " + from)};
}

Text no_other_shop() {
    return {"没有别的店了,还是这些:", "There is no other shop; these are all:"};
}

Text none_delivers() {
    return {"这些店都送不到这个地址。换个地址,或者换一样?",
            "None of these shops delivers to that address. Another address, or something else?"};
}

Text no_dish(const std::string& words) {
    return {"「" + words + "」没有当成要点的东西。",
            "“" + words + "” was not taken for something to order."};
}

Text holds_avoided(const LocalName& item, const std::vector<std::string>& avoid) {
    Text what;
    for (const auto& one : avoid) {
        what.zh += (what.zh.empty() ? "" : "、") + one;
        what.en += (what.en.empty() ? "" : ", ") + one;
    }
    return {"「" + item.in("zh") + "」里有要避开的东西(" + what.zh + "),去不掉,所以没有选它。",
            "“" + item.in("en") + "” has what is to be avoided (" + what.en +
                ") and cannot be had without it, so it was left out."};
}

Text nothing_earlier() {
    return {"还没有以前的订单可以照着来。", "There is no earlier order to repeat."};
}

Text nothing_on_its_way() {
    return {"现在没有在路上的订单。", "No order is on its way now."};
}

Text apart(const std::vector<Wish>& first, const std::vector<Wish>& later) {
    const auto now = list(wish_names(first));
    const auto then = list(wish_names(later));
    return {fmt::format("没有一家店全都有,分两单来:先点{},再点{}。", now.zh, then.zh),
            fmt::format("No one shop has all of it, so it becomes two orders: first {}, then {}.",
                        now.en, then.en)};
}

Text problem(const commerce::Problem& problem, const Offer& offer) {
    LocalName item;
    for (const auto& line : offer.lines)
        if (problem.item && line.id == *problem.item) item = line.name;
    const auto& shop = offer.shop_name;
    switch (problem.code) {
        case commerce::ProblemCode::OutOfStock: {
            const int left = problem.available.value_or(0);
            if (left == 0)
                return {fmt::format("「{}」的「{}」卖完了。", shop.in("zh"), item.in("zh")),
                        fmt::format("{} has run out of “{}”.", shop.in("en"), item.in("en"))};
            return {
                fmt::format("「{}」的「{}」只剩 {} 份。", shop.in("zh"), item.in("zh"), left),
                fmt::format("{} has only {} of “{}” left.", shop.in("en"), left, item.in("en"))};
        }
        case commerce::ProblemCode::BelowMinimum: {
            const auto gap = money(problem.short_by.value_or(Money{}), offer.currency);
            return {fmt::format("「{}」离起送价还差 {}。", shop.in("zh"), gap),
                    fmt::format("{} short of what {} delivers from.", gap, shop.in("en"))};
        }
        case commerce::ProblemCode::TooFar:
            return {fmt::format("「{}」送不到这个地址。", shop.in("zh")),
                    fmt::format("{} does not deliver to that address.", shop.in("en"))};
        case commerce::ProblemCode::Closed:
            return shop_closed(shop, std::nullopt);
        default:
            return {
                fmt::format("「{}」改了菜单,「{}」不能这样点了。", shop.in("zh"), item.in("zh")),
                fmt::format("{} changed its menu; “{}” cannot be had like that any more.",
                            shop.in("en"), item.in("en"))};
    }
}

Text refused(const std::string& code, const LocalName& shop, const LocalName& item) {
    const auto& zh = shop.in("zh");
    const auto& en = shop.in("en");
    if (code == "closed")
        return {fmt::format("「{}」刚刚打烊了。", zh), fmt::format("{} has just closed.", en)};
    if (code == "out_of_stock" && !item.empty())
        return {fmt::format("「{}」的「{}」刚刚卖完了。", zh, item.in("zh")),
                fmt::format("{} has just run out of “{}”.", en, item.in("en"))};
    if (code == "out_of_stock")
        return {fmt::format("「{}」要的东西刚刚卖完了。", zh),
                fmt::format("{} has just run out of it.", en)};
    if (code == "price_changed")
        return {fmt::format("「{}」改了价格。", zh), fmt::format("{} changed its price.", en)};
    if (code == "expired")
        return {"刚才的报价过期了,重新报了一次价。",
                "That price had expired, so it was asked for anew."};
    if (code == "too_far")
        return {fmt::format("「{}」送不到这个地址。", zh),
                fmt::format("{} does not deliver to that address.", en)};
    if (code == "below_minimum")
        return {fmt::format("「{}」没到起送价。", zh),
                fmt::format("{} does not deliver for that little.", en)};
    return {fmt::format("「{}」没有接单。", zh), fmt::format("{} did not take the order.", en)};
}

Text price_changed(Money before, Money now, const std::string& currency) {
    return {fmt::format("合计从 {} 变成了 {},还没有付款,请重新确认。", money(before, currency),
                        money(now, currency)),
            fmt::format("The total went from {} to {}. Nothing was paid; please confirm again.",
                        money(before, currency), money(now, currency))};
}

Text above_budget(const brain::Budget& budget, const std::string& currency) {
    const auto most = money(commerce::parse_money(budget.amount).value_or(Money{}), currency);
    return {fmt::format("这样就超过 {} 的预算了。", most),
            fmt::format("That would be above the budget of {}.", most)};
}

Text service_failed(const std::string& service, const Error& error) {
    return {
        fmt::format("「{}」服务现在没有正常回应({}),这次没有办成,没有付款。过一会儿再说一声就行。",
                    service, error.message),
        fmt::format("The service “{}” does not answer as it should ({}). This was not done and "
                    "nothing was paid; ask again in a little while.",
                    service, error.message)};
}

Text gives_up() {
    return {
        "店家那边一直在变,这次没有下成,也没有付款。过一会儿再说一声就行。",
        "The shops kept changing, so nothing was ordered or paid. Ask again in a little while."};
}

Text approval_title(const commerce::Draft& draft, const std::vector<Line>& lines) {
    const auto what = items(lines);
    const auto to = address(draft.deliver_to);
    const auto total = money(draft.total, draft.currency);
    return {fmt::format("确认付款:{},{},送到{},合计 {}", draft.shop_name.in("zh"), what.zh,
                        to.in("zh"), total),
            fmt::format("Confirm the payment: {}, {}, to {}, {} in all", draft.shop_name.in("en"),
                        what.en, to.in("en"), total)};
}

Text renewed() {
    return {"报价快过期了,刚刚重新报了一次。",
            "The price was about to expire, so here is a new one."};
}

Text pay_refused(const Error& error, Money amount, const std::string& currency) {
    const auto& code = error.advice;
    const auto total = money(amount, currency);
    const Text after{"没有扣款,没有留下订单。", "Nothing was paid, and no order stands."};
    if (code == "insufficient_funds")
        return Text{fmt::format("余额不足,付不了 {}。", total),
                    fmt::format("The wallet's balance is not enough for {}.", total)} +
               after +
               Text{"充值后再说一声,或换便宜些的。",
                    "Top it up and ask again, or take something cheaper."};
    if (code.starts_with("over_limit"))
        return Text{fmt::format("{} 超过了付款限额。", total),
                    fmt::format("{} is above the spending limit.", total)} +
               after +
               Text{"可以调高限额,或换便宜些的。", "Raise the limit, or take something cheaper."};
    return Text{fmt::format("付款没有成功:{}。", error.message),
                fmt::format("The payment was refused: {}.", error.message)} +
           after;
}

Text pay_given_up(const commerce::Order& order) {
    const auto total = money(order.total, order.currency);
    return {fmt::format("付款服务没有正常回应,{} 没有付成,订单已取消;万一已经扣款,会原路退回。"
                        "过一会儿再说一声就行。",
                        total),
            fmt::format(
                "The payment service did not answer as it should. {} was not paid and the order "
                "was cancelled; should it have been taken after all, it is refunded. Ask again "
                "in a little while.",
                total)};
}

Text pay_unknown(const commerce::Order& order) {
    return {
        fmt::format("付款服务没有回应,不确定 {} 是否已付(订单 {})。不会重复付款;"
                    "请稍后查看订单,或联系店家。",
                    money(order.total, order.currency), order.id),
        fmt::format("The payment service did not answer, so it is not certain whether {} was paid "
                    "(order {}). It will not be paid twice; look at the order later, or ask the "
                    "shop.",
                    money(order.total, order.currency), order.id)};
}

Text done(const commerce::Order& order, const std::vector<Line>& lines) {
    const auto what = items(lines);
    const auto total = money(order.total, order.currency);
    const auto to = address(order.deliver_to);
    Text all{fmt::format("下单成功:{},{},送到{},已付 {}。", order.shop_name.in("zh"), what.zh,
                         to.in("zh"), total),
             fmt::format("Ordered: {} from {}, to {}, {} paid.", what.en, order.shop_name.in("en"),
                         to.in("en"), total)};
    if (order.pickup_code)
        all = all + Text{fmt::format("取餐码 {}。", *order.pickup_code),
                         fmt::format("Pick-up code {}.", *order.pickup_code)};
    if (order.eta)
        all = all + Text{fmt::format("预计 {} 送到。", hour(*order.eta)),
                         fmt::format("Expected at {}.", hour(*order.eta))};
    return all;
}

Text next_order(const std::vector<Wish>& wishes) {
    const auto names = list(wish_names(wishes));
    return {fmt::format("接着点{}。", names.zh), fmt::format("Now the {}.", names.en)};
}

}  // namespace errand::skills::food::texts
