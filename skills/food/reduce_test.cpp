#include "skills/food/reduce.hpp"

#include <gtest/gtest.h>

#include "skills/food/edit.hpp"
#include "skills/food/test_shop.hpp"

namespace errand::skills::food {
namespace {

using namespace test;  // NOLINT(google-build-using-namespace)
using assistant::Event;
using brain::Act;
using brain::Edit;
using brain::Intent;
using brain::ItemWish;
using brain::Operation;

ItemWish named(std::string name, std::optional<int> quantity = {},
               std::vector<brain::OptionWish> options = {}) {
    ItemWish item;
    item.name = std::move(name);
    item.quantity = quantity;
    item.options = std::move(options);
    return item;
}

Edit edit(Operation operation, ItemWish item = {}, std::string text = {}) {
    Edit made;
    made.operation = operation;
    made.item = std::move(item);
    made.text = std::move(text);
    return made;
}

Act act(Intent intent, std::vector<Edit> edits = {}) {
    Act made;
    made.intent = intent;
    made.skill = "food";
    made.edits = std::move(edits);
    return made;
}

Event said(Act what) {
    Event event;
    event.act = std::move(what);
    return event;
}

Event of(Event::Kind kind) {
    Event event;
    event.kind = kind;
    return event;
}

Event answer(std::string words, brain::Slots slots = {}) {
    Event event = of(Event::Kind::Answer);
    event.act = act(Intent::Answer);
    event.act.slots = std::move(slots);
    event.answer = std::move(words);
    return event;
}

Draft choosing() {
    auto made = draft({wish("珍珠奶茶", 2)});
    made.phase = Phase::Choosing;
    made.offers = {offer("a", 30, 20), offer("b", 25, 40)};
    for (auto& one : made.offers) one.lines[0].quantity = 2;
    return made;
}

Draft approving() {
    auto made = choose(choosing(), 1);
    made.phase = Phase::Approving;
    return made;
}

Draft asking(std::string slot, std::vector<Wish> wishes = {}) {
    auto made = draft(std::move(wishes));
    made.phase = Phase::Asking;
    made.asked = std::move(slot);
    return made;
}

Draft tracking() {
    Draft made;
    made.phase = Phase::Tracking;
    commerce::Order order;
    order.id = "o1";
    order.paid = true;
    order.state = commerce::OrderState::Accepted;
    made.orders.push_back(order);
    return made;
}

TEST(Begin, TakesWhatWasSaid) {
    auto start = act(Intent::Start);
    start.slots.items = {named("珍珠奶茶", 2, {option("少冰", "ice", "less")}), named("可乐")};
    start.slots.deliver_to = "office";
    start.slots.budget = brain::Budget{"60.00", brain::BudgetScope::Total};
    start.slots.avoid = {"花生"};
    const auto made = begin(start);
    ASSERT_EQ(made.wishes.size(), 2U);
    EXPECT_EQ(made.wishes[0].quantity, 2);
    EXPECT_EQ(made.wishes[1].quantity, 1);
    EXPECT_EQ(made.place_said, "office");
    EXPECT_EQ(made.budget->amount, "60.00");
    EXPECT_EQ(made.avoid, std::vector<std::string>{"花生"});
}

TEST(Begin, KeepsNumberAndOptionsThatCameWithoutAName) {
    auto start = act(Intent::Start);
    start.slots.items = {named("", 3, {option("热的", "temperature", "hot")})};
    auto made = begin(start);
    ASSERT_EQ(made.wishes.size(), 1U);
    made.phase = Phase::Asking;
    made.asked = "item";
    const auto folded = reduce(made, answer("拿铁"));
    EXPECT_EQ(folded.next, Next::Plan);
    ASSERT_EQ(folded.draft.wishes.size(), 1U);
    EXPECT_EQ(folded.draft.wishes[0].name, "拿铁");
    EXPECT_EQ(folded.draft.wishes[0].quantity, 3);
    EXPECT_EQ(folded.draft.wishes[0].options.size(), 1U);
}

TEST(Begin, RepeatHoldsWhatShallDiffer) {
    auto again = act(Intent::Repeat);
    again.slots.items = {named("", 3)};
    const auto made = begin(again);
    EXPECT_TRUE(made.repeat);
    ASSERT_EQ(made.held.size(), 1U);
    EXPECT_EQ(made.held[0].operation, Operation::SetQuantity);
}

TEST(Begin, ADraftGoesThroughJsonUnchanged) {
    auto made = approving();
    made.budget = brain::Budget{"60.00", brain::BudgetScope::Each};
    made.signed_draft = commerce::SignedDraft{json::object{{"id", "d1"}}, "s", "k"};
    made.price_before = yuan(3);
    made.orders = tracking().orders;
    const auto back = json::decode<Draft>(json::encode(made));
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(*back, made);
}

TEST(Choosing, ByPlaceOrName) {
    Event event = of(Event::Kind::Choose);
    event.choice = 2;
    auto folded = reduce(choosing(), event);
    EXPECT_EQ(folded.next, Next::Price);
    EXPECT_EQ(folded.draft.chosen->shop, "b");
    EXPECT_EQ(folded.draft.shop_kept, "b");
    EXPECT_EQ(folded.draft.wishes[0].item, "i1");
    event.choice = 0;
    event.choice_name = "店a";
    EXPECT_EQ(reduce(choosing(), event).draft.chosen->shop, "a");
    event.choice_name = "没有这家";
    folded = reduce(choosing(), event);
    EXPECT_EQ(folded.next, Next::Wait);
    EXPECT_EQ(folded.says.size(), 1U);
}

TEST(Choosing, AnAddOnBecomesAWish) {
    auto made = choosing();
    Line more;
    more.wish = 1;
    more.id = "i9";
    more.name = {"可乐", "Cola"};
    more.quantity = 2;
    made.offers[0].lines.push_back(more);
    made.offers[0].add_on = true;
    made = choose(made, 0);
    ASSERT_EQ(made.wishes.size(), 2U);
    EXPECT_EQ(made.wishes[1].name, "可乐");
    EXPECT_EQ(made.wishes[1].quantity, 2);
    EXPECT_EQ(made.wishes[1].item, "i9");
}

TEST(Choosing, OneCanSwitchUntilTheYes) {
    Event event = of(Event::Kind::Choose);
    event.choice = 1;
    const auto folded = reduce(approving(), event);
    EXPECT_EQ(folded.next, Next::Price);
    EXPECT_EQ(folded.draft.chosen->shop, "a");
    EXPECT_EQ(folded.draft.wishes.size(), 1U);
}

TEST(Choosing, AnotherAddOnTakesThePlaceOfTheFirst) {
    auto made = choosing();
    Line more;
    more.wish = 1;
    more.id = "i9";
    more.name = {"可乐", "Cola"};
    for (auto& one : made.offers) one.add_on = true;
    made.offers[0].lines.push_back(more);
    made = choose(made, 0);
    ASSERT_EQ(made.wishes.size(), 2U);
    made = choose(made, 1);
    ASSERT_EQ(made.wishes.size(), 1U);
    EXPECT_EQ(made.wishes[0].name, "珍珠奶茶");
}

TEST(Choosing, AYesTakesTheFirst) {
    const auto folded = reduce(choosing(), said(act(Intent::Approve)));
    EXPECT_EQ(folded.next, Next::Price);
    EXPECT_EQ(folded.draft.chosen->shop, "a");
}

TEST(Choosing, WithAChangeAtOnce) {
    Event event = of(Event::Kind::Choose);
    event.choice = 1;
    event.act = act(Intent::Choose, {edit(Operation::SetQuantity, named("", 3))});
    const auto folded = reduce(choosing(), event);
    EXPECT_EQ(folded.next, Next::Plan);
    EXPECT_EQ(folded.draft.shop_kept, "a");
    EXPECT_EQ(folded.draft.wishes[0].quantity, 3);
}

TEST(Choosing, NoEndsIt) {
    EXPECT_EQ(reduce(choosing(), of(Event::Kind::Refuse)).next, Next::Decline);
    EXPECT_EQ(reduce(choosing(), of(Event::Kind::Cancel)).next, Next::Cancel);
}

TEST(Choosing, MoreOffersPassOverThoseShown) {
    const auto folded = reduce(choosing(), said(act(Intent::Edit, {edit(Operation::MoreOffers)})));
    EXPECT_EQ(folded.next, Next::Plan);
    EXPECT_EQ(folded.draft.passed_over, (std::vector<std::string>{"a", "b"}));
}

TEST(Choosing, APreferenceOnlyChangesTheOrder) {
    auto folded = reduce(choosing(),
                         said(act(Intent::Edit, {edit(Operation::SetPreference, {}, "fastest")})));
    EXPECT_EQ(folded.next, Next::Show);
    EXPECT_EQ(folded.draft.preference, "fastest");
    EXPECT_TRUE(folded.says.empty());
    folded = reduce(choosing(),
                    said(act(Intent::Edit, {edit(Operation::SetPreference, {}, "cheapest")})));
    EXPECT_EQ(folded.says.size(), 1U);
}

TEST(Scheduled, TimeAndChangesLeadToOffers) {
    auto later = draft({wish("奶茶")});
    later.phase = Phase::Scheduled;
    later.when = "2026-03-03T12:00:00+08:00";
    EXPECT_EQ(reduce(later, of(Event::Kind::Timer)).next, Next::Plan);
    const auto now = reduce(later, said(act(Intent::Edit, {edit(Operation::SetTime, {}, "asap")})));
    EXPECT_EQ(now.next, Next::Plan);
    EXPECT_EQ(now.draft.when, "asap");
    EXPECT_EQ(reduce(later, of(Event::Kind::Cancel)).next, Next::Cancel);
}

TEST(Approving, AQuantityKeepsTheShop) {
    auto folded =
        reduce(approving(), said(act(Intent::Edit, {edit(Operation::SetQuantity, named("", 3))})));
    EXPECT_EQ(folded.next, Next::Plan);
    EXPECT_EQ(folded.draft.shop_kept, "b");
    EXPECT_EQ(folded.draft.wishes[0].quantity, 3);
    EXPECT_EQ(folded.draft.wishes[0].item, "i1");
    auto less = edit(Operation::ChangeQuantity);
    less.delta = -1;
    folded = reduce(approving(), said(act(Intent::Edit, {less})));
    EXPECT_EQ(folded.draft.wishes[0].quantity, 1);
}

TEST(Approving, AnotherShopIsLookedFor) {
    const auto folded = reduce(approving(), said(act(Intent::Edit, {edit(Operation::OtherShop)})));
    EXPECT_EQ(folded.next, Next::Plan);
    EXPECT_EQ(folded.draft.passed_over, std::vector<std::string>{"b"});
    EXPECT_TRUE(folded.draft.shop_kept.empty());
    EXPECT_TRUE(folded.draft.wishes[0].item.empty());
    EXPECT_EQ(folded.draft.wishes[0].name, "珍珠奶茶");
}

TEST(Approving, TheAddressChanges) {
    const auto folded =
        reduce(approving(), said(act(Intent::Edit, {edit(Operation::SetAddress, {}, "office")})));
    EXPECT_EQ(folded.next, Next::Plan);
    EXPECT_FALSE(folded.draft.place);
    EXPECT_EQ(folded.draft.place_said, "office");
    EXPECT_EQ(folded.draft.shop_kept, "b");
}

TEST(Approving, ANoteOnlyAsksForANewDraft) {
    const auto folded = reduce(
        approving(), said(act(Intent::Edit, {edit(Operation::SetNote, {}, "餐具多给一份")})));
    EXPECT_EQ(folded.next, Next::Price);
    EXPECT_EQ(folded.draft.note, "餐具多给一份");
}

TEST(Approving, WhatMustNotBeInItIsLookedForAmongTheChoices) {
    const auto folded =
        reduce(approving(), said(act(Intent::Edit, {edit(Operation::SetNote, {}, "不要葱")})));
    EXPECT_EQ(folded.next, Next::Plan);
    EXPECT_EQ(folded.draft.avoid, std::vector<std::string>{"葱"});
    EXPECT_EQ(folded.draft.shop_kept, "b");
}

TEST(Approving, YesAndNo) {
    EXPECT_EQ(reduce(approving(), of(Event::Kind::Approve)).next, Next::Place);
    EXPECT_EQ(reduce(approving(), of(Event::Kind::Refuse)).next, Next::Decline);
    EXPECT_EQ(reduce(approving(), of(Event::Kind::Timer)).next, Next::Renew);
    // Words alone pay nothing.
    EXPECT_EQ(reduce(approving(), said(act(Intent::Approve))).next, Next::Tell);
}

TEST(Approving, ANoWithAChangeIsAChange) {
    Event event = of(Event::Kind::Refuse);
    event.act = act(Intent::Refuse, {edit(Operation::OtherShop)});
    EXPECT_EQ(reduce(approving(), event).next, Next::Plan);
}

TEST(Approving, AYesThatComesLateIsNoYes) {
    EXPECT_EQ(reduce(choosing(), of(Event::Kind::Approve)).next, Next::Tell);
    EXPECT_EQ(reduce(tracking(), of(Event::Kind::Approve)).next, Next::Tell);
}

TEST(Silence, WhateverIsSaidAndChangesNothingIsAnswered) {
    for (const auto intent : {Intent::Start, Intent::Edit, Intent::Answer, Intent::Choose,
                              Intent::Approve, Intent::Track, Intent::Status, Intent::Unknown})
        for (const auto& draft : {choosing(), approving(), tracking()}) {
            const auto folded = reduce(draft, said(act(intent)));
            EXPECT_TRUE(folded.next != Next::Wait || !folded.says.empty());
        }
}

TEST(Edits, OfOneOfSeveralItems) {
    auto two = draft({wish("珍珠奶茶", 2), wish("可乐", 1)});
    apply(two, edit(Operation::SetQuantity, named("可乐", 4)));
    EXPECT_EQ(two.wishes[1].quantity, 4);
    apply(two, edit(Operation::SetOptions, named("奶茶", {}, {option("少冰", "ice", "less")})));
    EXPECT_EQ(two.wishes[0].options.size(), 1U);
    EXPECT_TRUE(two.wishes[1].options.empty());
    ItemWish last;
    last.position = -1;
    apply(two, edit(Operation::RemoveItems, last));
    ASSERT_EQ(two.wishes.size(), 1U);
    EXPECT_EQ(two.wishes[0].name, "珍珠奶茶");
}

TEST(Edits, WhatIsNotThereIsSaid) {
    auto one = draft({wish("珍珠奶茶", 2)});
    const auto before = one;
    const auto edited = apply(one, edit(Operation::RemoveItems, named("披萨")));
    EXPECT_EQ(edited.stale, Stale::Nothing);
    EXPECT_EQ(edited.says.size(), 1U);
    EXPECT_EQ(one, before);
}

TEST(Edits, AddingTheSameAddsUp) {
    auto one = draft({wish("珍珠奶茶", 2)});
    apply(one, edit(Operation::AddItems, named("珍珠奶茶", 1)));
    EXPECT_EQ(one.wishes[0].quantity, 3);
    apply(one, edit(Operation::AddItems, named("可乐", 2)));
    ASSERT_EQ(one.wishes.size(), 2U);
    apply(one, edit(Operation::AddItems, named("", 1)));
    EXPECT_EQ(one.wishes[1].quantity, 3);
}

TEST(Edits, SharesKeepTheirProportion) {
    auto half = draft({wish("奶茶", 20, {option("半糖", "sugar", "50")}), wish("奶茶", 20)});
    apply(half, edit(Operation::SetQuantity, named("", 60)));
    EXPECT_EQ(half.wishes[0].quantity, 30);
    EXPECT_EQ(half.wishes[1].quantity, 30);
    apply(half, edit(Operation::SetQuantity, named("奶茶", 5)));
    EXPECT_EQ(half.wishes[0].quantity + half.wishes[1].quantity, 5);
    EXPECT_GE(half.wishes[0].quantity, 1);
}

TEST(Edits, SomeOfThemGetOptionsOfTheirOwn) {
    auto five = draft({wish("奶茶", 5)});
    apply(five, edit(Operation::SetOptions, named("", 2, {option("少冰", "ice", "less")})));
    ASSERT_EQ(five.wishes.size(), 2U);
    EXPECT_EQ(five.wishes[0].quantity, 3);
    EXPECT_EQ(five.wishes[1].quantity, 2);
    EXPECT_EQ(five.wishes[1].options.size(), 1U);
}

TEST(Edits, OptionsTellWhichIsMeant) {
    auto ten = draft({wish("拿铁", 3, {option("冰的", "temperature", "cold")}),
                      wish("拿铁", 7, {option("热的", "temperature", "hot")})});
    apply(ten, edit(Operation::SetQuantity, named("", 5, {option("冰的", "temperature", "cold")})));
    EXPECT_EQ(ten.wishes[0].quantity, 5);
    EXPECT_EQ(ten.wishes[1].quantity, 7);
    apply(ten,
          edit(Operation::RemoveItems, named("拿铁", {}, {option("热的", "temperature", "hot")})));
    ASSERT_EQ(ten.wishes.size(), 1U);
    EXPECT_EQ(ten.wishes[0].quantity, 5);
}

TEST(Edits, OneThingForAnother) {
    auto two = draft({wish("奶茶", 2), wish("可乐", 1)});
    auto replace = edit(Operation::ReplaceItem, named("可乐"));
    replace.with = named("雪碧");
    apply(two, replace);
    EXPECT_EQ(two.wishes[1].name, "雪碧");
    EXPECT_EQ(two.wishes[1].quantity, 1);
    EXPECT_TRUE(two.wishes[1].item.empty());
}

TEST(Edits, OptionsOfOneKindReplaceEachOther) {
    auto one = wish("奶茶", 1, {option("少冰", "ice", "less")});
    set_option(one, option("去冰", "ice", "none"));
    ASSERT_EQ(one.options.size(), 1U);
    EXPECT_EQ(one.options[0].value, "none");
    set_option(one, option("热的", "temperature", "hot"));
    ASSERT_EQ(one.options.size(), 1U);
    EXPECT_EQ(one.options[0].key, "temperature");
    set_option(one, option("加珍珠", "extra", "珍珠"));
    set_option(one, option("加布丁", "extra", "布丁"));
    EXPECT_EQ(one.options.size(), 3U);
}

TEST(Edits, NumbersStayInBounds) {
    auto one = draft({wish("奶茶", 1)});
    apply(one, edit(Operation::SetQuantity, named("", 2'000'000'000)));
    EXPECT_LE(one.wishes[0].quantity, 2'000);
    auto less = edit(Operation::ChangeQuantity);
    less.delta = -5'000;
    apply(one, less);
    EXPECT_TRUE(one.wishes.empty());
}

TEST(Asking, EachSlotTakesItsAnswer) {
    EXPECT_EQ(reduce(asking("deliver_to"), answer("滨江路 8 号")).draft.place_said, "滨江路 8 号");
    EXPECT_EQ(reduce(asking("item"), answer("牛肉面")).draft.wishes.at(0).name, "牛肉面");
    EXPECT_EQ(
        reduce(asking("quantity", {wish("奶茶", 90)}), answer("30 杯")).draft.wishes[0].quantity,
        30);
    auto tight = asking("budget", {wish("奶茶")});
    tight.budget = brain::Budget{"20.00", brain::BudgetScope::Total};
    EXPECT_EQ(reduce(tight, answer("那就 45 吧")).draft.budget->amount, "45.00");
}

TEST(Asking, AnotherNameTakesThePlaceOfWhatWasNotFound) {
    auto asked = asking("item", {wish("独角兽", 2), wish("可乐")});
    asked.asked_wish = 0;
    const auto folded = reduce(asked, answer("炒饭"));
    ASSERT_EQ(folded.draft.wishes.size(), 2U);
    EXPECT_EQ(folded.draft.wishes[0].name, "炒饭");
    EXPECT_EQ(folded.draft.wishes[0].quantity, 2);
}

TEST(Asking, OptionsAnswerByNameOrByAnything) {
    auto asked = asking("options", {wish("拿铁")});
    asked.chosen = offer("a", 20, 20);
    asked.chosen->lines[0].open = {{"temperature", open_temperature().choices}};
    auto folded = reduce(asked, answer("热的"));
    EXPECT_EQ(folded.next, Next::Plan);
    ASSERT_EQ(folded.draft.wishes[0].options.size(), 1U);
    EXPECT_EQ(folded.draft.wishes[0].options[0].value, "hot");
    brain::Slots any;
    any.any = true;
    EXPECT_EQ(reduce(asked, answer("随便", any)).next, Next::Plan);
    folded = reduce(asked, answer("嗯?"));
    EXPECT_EQ(folded.next, Next::Wait);
    EXPECT_EQ(folded.says.size(), 1U);
}

TEST(Asking, MoreThanTheAnswerIsTakenToo) {
    brain::Slots more;
    more.deliver_to = "office";
    more.items = {named("可乐", 1)};
    const auto folded =
        reduce(asking("deliver_to", {wish("奶茶")}), answer("公司,再加一杯可乐", more));
    EXPECT_EQ(folded.draft.place_said, "office");
    EXPECT_EQ(folded.draft.wishes.size(), 2U);
}

TEST(Paid, CancellingIsConfirmed) {
    auto made = tracking();
    EXPECT_EQ(reduce(made, of(Event::Kind::Cancel)).next, Next::CancelOrder);
    made.cancelling = "o1";
    made.phase = Phase::Asking;
    made.asked = "cancel";
    EXPECT_EQ(reduce(made, answer("是")).next, Next::ConfirmCancel);
    EXPECT_EQ(reduce(made, answer("no")).next, Next::Keep);
    EXPECT_EQ(reduce(made, of(Event::Kind::Refuse)).next, Next::Keep);
    EXPECT_EQ(reduce(made, said(act(Intent::Approve))).next, Next::ConfirmCancel);
    EXPECT_EQ(reduce(made, answer("嗯什么")).next, Next::Wait);
}

TEST(Paid, WhereIsItAndWhatTimeDoes) {
    EXPECT_EQ(reduce(tracking(), said(act(Intent::Track))).next, Next::Track);
    EXPECT_EQ(reduce(tracking(), of(Event::Kind::Timer)).next, Next::Look);
}

TEST(Paid, AChangeGoesToTheShopAndMoreBecomesAnotherOrder) {
    auto folded =
        reduce(tracking(), said(act(Intent::Edit, {edit(Operation::SetNote, {}, "放门口")})));
    EXPECT_EQ(folded.next, Next::ChangeOrder);
    EXPECT_EQ(folded.draft.held.size(), 1U);
    folded =
        reduce(tracking(), said(act(Intent::Edit, {edit(Operation::AddItems, named("可乐", 1))})));
    EXPECT_EQ(folded.next, Next::Plan);
    ASSERT_EQ(folded.draft.wishes.size(), 1U);
    EXPECT_EQ(folded.draft.orders.size(), 1U);
}

}  // namespace
}  // namespace errand::skills::food
