#include "skills/food/choosing/score.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "language/text.hpp"
#include "skills/food/wording.hpp"

namespace errand::skills::food::choosing {

namespace {

using enum Trait;

// What the parts of a score weigh, beside a name that is exactly what was said (kHead).
constexpr double kHead = 4.0;
constexpr double kMust = 1.6;
constexpr double kRather = 0.5;
constexpr double kRefused = 4.0;
constexpr double kUnliked = 0.7;
constexpr double kTag = 0.35;
constexpr double kShopNamed = 4.0;
constexpr double kShopBefore = 3.0;
constexpr double kSameAsBefore = 4.0;
constexpr double kProfile = 0.25;
// A class ("a dessert") is met by any of its kind; a dish by its name.
constexpr double kEndsWith = 1.05;   // the whole name said, at its end
constexpr double kOfAnother = 0.85;  // a part of another dish's name
constexpr double kOfItsClass = 0.85;
constexpr double kOfItsKind = 0.45;

std::u32string plain(std::string_view text) {
    return characters(language::normalise(text));
}
std::u32string plain(const commerce::LocalName& name) {
    return name.zh.empty()   ? plain(name.en)
           : name.en.empty() ? plain(name.zh)
                             : plain(name.zh + " " + name.en);
}

// What makes a thing of its kind, rather than what it tastes like or may hold.
const Traits& defining() {
    static const Traits all = [] {
        Traits made;
        for (auto at = static_cast<std::size_t>(Staple); at <= static_cast<std::size_t>(Vegetable);
             ++at)
            made.set(at);
        for (const auto not_it : {Dish, Homely, Dairy, Nut, Fruit, FatMeat, NoDairy})
            made.reset(static_cast<std::size_t>(not_it));
        return made;
    }();
    return all;
}

// What a shop's name and tags say of all that it sells.
const Traits& of_shops() {
    static const Traits all = [] {
        auto made = cuisines();
        for (auto at = static_cast<std::size_t>(GoodPackaging);
             at <= static_cast<std::size_t>(Popular); ++at)
            made.set(at);
        for (const auto one :
             {Fresh, Halal, Vegetarian, LowFat, AnimalCream, Large, Handmade, LowSugar})
            add(made, one);
        return made;
    }();
    return all;
}

double share(const Traits& wanted, const Traits& had) {
    const auto count = wanted.count();
    return count == 0 ? 0
                      : static_cast<double>((wanted & had).count()) / static_cast<double>(count);
}

// A dish of the kitchen: no drink, no dessert, no plain rice.
bool is_dish(const Goods& goods) {
    for (const auto other : {Drink, Dessert, Cake, IceCream, Pastry})
        if (has(goods.traits, other)) return false;
    return !has(goods.traits, Staple) || has(goods.traits, Meat) || has(goods.traits, Dish);
}

// How much an item belongs to the class that a name ends in, or to the cuisine that it names.
double of_class(View head, const Goods& goods, const Counter& counter) {
    const auto whole = traits_of_word(head);
    const auto cuisine = whole & cuisines();
    auto eaten = whole & whatever_is_eaten();
    eaten.reset(static_cast<std::size_t>(Dish));
    if (cuisine.any() && eaten.none()) {
        if ((cuisine & goods.traits).any()) return kOfItsClass;
        if ((cuisine & counter.traits).any() && is_dish(goods)) return 0.9 * kOfItsClass;
    }
    const auto category = class_of(head);
    if (category.empty()) return 0;
    const auto before = head.substr(0, head.size() - category.size());
    double described = 1;
    if (!before.empty()) {
        described = covered(before, goods.all + counter.all);
        described = std::max(described, share(traits_of(before) & (defining() | cuisines()),
                                              goods.traits | counter.traits));
        described = before.size() == 1 ? 0.85 + 0.15 * described : 0.5 + 0.5 * described;
    }
    const auto wanted = traits_of_word(category) & defining();
    if (wanted.none()) return is_dish(goods) ? 0.7 * described : 0;
    return kOfItsClass * share(wanted, goods.traits) * described;
}

// A name says last what a thing is; what stands in brackets behind it does not count.
bool ends_with(View name, View head) {
    while (!name.empty()) {
        const auto open = name.find_last_of(U"(（[【");
        const bool closed = View(U")）]】").contains(name.back());
        if (!closed || open == View::npos) break;
        name = trimmed(name.substr(0, open), U" ");
    }
    return name.ends_with(head);
}

// "拉面炒年糕" is no ramen, "可乐鸡翅" no cola: another thing follows at once.
bool is_of_another(View name, View head) {
    const auto at = name.find(head);
    if (at == View::npos || at + head.size() >= name.size()) return false;
    const auto rest = name.substr(at + head.size());
    const auto known = known_words(rest);
    return !known.empty() && known.front().begin <= 1 &&
           (known.front().traits & kinds_of_food()).any() &&
           !View(U"+＋➕(（[【/、 ").contains(rest.front());
}

// How much an item is what was named.
double named(View head, const Goods& goods, const Counter& counter) {
    if (head.empty()) return 0.5;
    double best = covered(head, goods.name);
    if (best >= 0.99)
        best = ends_with(goods.name, head)       ? kEndsWith
               : is_of_another(goods.name, head) ? kOfAnother
                                                 : best;
    best = std::max(best, 0.9 * covered(head, goods.all));
    const double with_shop = covered(head, goods.name + U"|" + counter.name);
    best = std::max(best, (covered(head, goods.name) >= 0.3 ? 0.85 : 0.5) * with_shop);
    best = std::max(best, of_class(head, goods, counter));
    const auto kind = traits_of(head) & defining();
    best = std::max(best, kOfItsKind * share(kind, goods.traits));
    return best;
}

// Pairs of which one rules the other out.
constexpr std::array<std::pair<Trait, Trait>, 13> kOpposites = {{
    {NotSpicy, Spicy},
    {Hot, Cold},
    {LowSugar, HighSugar},
    {NoDairy, Dairy},
    {AnimalCream, PlantCream},
    {Small, Large},
    {Small, ForMany},
    {Light, Oily},
    {MildSpicy, Numbing},
    {Refreshing, Oily},
    {Vegetarian, Meat},
    {Girl, Boy},
    {LowCaffeine, Caffeine},
}};

bool opposed(const Traits& wanted, const Traits& had) {
    return std::ranges::any_of(kOpposites, [&](const auto& pair) {
        return (has(wanted, pair.first) && has(had, pair.second) && !has(had, pair.first)) ||
               (has(wanted, pair.second) && has(had, pair.first) && !has(had, pair.second));
    });
}

// An item with a choice for it can be had as wished, whatever its name says.
double choice_meets(const Condition& condition, const Goods& goods) {
    double best = 0;
    for (const auto& choice : goods.choices) {
        if (!condition.words.empty()) best = std::max(best, covered(condition.words, choice));
        const auto traits = traits_of(choice);
        if ((traits & condition.traits).any()) best = std::max(best, 0.9);
        if (!condition.words.empty() && choice.contains(condition.words)) best = 1;
    }
    return best;
}

double met(const Condition& condition, const Goods& goods, const Counter& counter) {
    double best = 0;
    if (!condition.words.empty()) {
        best = covered(condition.words, goods.all);
        best = std::max(best, covered(condition.words, counter.name));
        for (const auto& tag : counter.tags) best = std::max(best, covered(condition.words, tag));
        // A short word that stands nowhere is not half met by one of its characters.
        if (best <= 0.5) best *= 0.5;
    }
    const auto here = goods.traits | counter.traits;
    const auto hit = condition.traits & here;
    if (hit.any())
        best = std::max(best, std::min(1.0, 0.55 + 0.45 * share(condition.traits, here)));
    return std::max(best, choice_meets(condition, goods));
}

// `own`: what the thing that was asked for is by itself; that is not what was refused.
bool holds(const Condition& condition, const Goods& goods, const Traits& own) {
    if (!condition.words.empty() && condition.words.size() >= 2) {
        if (goods.name.contains(condition.words)) return true;
        for (const auto& tag : goods.tags)
            if (tag.contains(condition.words)) return true;
    }
    if (condition.words.size() == 1 && condition.traits.none() &&
        goods.name.contains(condition.words))
        return true;
    return (condition.traits & goods.traits & ~own).any();
}

// True where an option leaves out what is refused: "不辣" among the choices.
bool can_be_without(const Condition& condition, const Goods& goods) {
    return std::ranges::any_of(goods.choices,
                               [&](const std::u32string& choice) {
                                   if (!condition.words.empty() && choice.contains(condition.words))
                                       return contains_any(choice, {U"不", U"无", U"去", U"免"}) &&
                                              choice.size() < 8;
                                   const auto traits = traits_of(choice);
                                   return opposed(traits, condition.traits) ||
                                          (condition.traits & traits).none();
                               }) &&
           !goods.choices.empty() && (condition.traits & goods.choice_traits).any();
}

void say(Fit& fit, const Traits& hit, bool not_it) {
    for (std::size_t at = 0; at < hit.size() && fit.reasons.size() < 4; ++at) {
        if (!hit.test(at)) continue;
        const auto name = name_of(static_cast<Trait>(at));
        commerce::LocalName reason{std::string(not_it ? "含" : "") + std::string(name.zh),
                                   std::string(not_it ? "holds " : "") + std::string(name.en)};
        if (std::ranges::find(fit.reasons, reason) == fit.reasons.end())
            fit.reasons.push_back(std::move(reason));
    }
}

void weigh(const Condition& condition, const Want& want, const Goods& goods, const Counter& counter,
           Fit& fit) {
    const auto here = goods.traits | counter.traits;
    if (condition.strength == Strength::Must || condition.strength == Strength::Rather) {
        const double weight = condition.strength == Strength::Must ? kMust : kRather;
        const double much = met(condition, goods, counter);
        fit.score += weight * much;
        if (much >= 0.5) say(fit, condition.traits & here, false);
        if (much < 0.5 && opposed(condition.traits, goods.traits)) fit.score -= weight;
        return;
    }
    const auto own = traits_of(want.head);
    const bool of_shop = condition.words.size() >= 2 && counter.name.contains(condition.words) &&
                         condition.traits.none();
    if (!of_shop && !holds(condition, goods, own)) return;
    if (can_be_without(condition, goods)) {
        fit.score += 0.3;
        return;
    }
    // What was asked for by name is not refused for being what it is.
    if (condition.traits.any() && (condition.traits & ~own).none()) return;
    if (condition.strength == Strength::RatherNot && condition.words.empty() &&
        (condition.traits & own).any())
        return;
    const bool must = condition.strength == Strength::MustNot;
    fit.score -= must ? kRefused : kUnliked;
    fit.refused = fit.refused || must;
}

bool bought_before(const Goods& goods, const Scene& scene) {
    return std::ranges::any_of(scene.habits->past, [&](const Past& past) {
        return std::ranges::find(past.item_ids, goods.item->id) != past.item_ids.end();
    });
}

void weigh_shop(const Want& want, const Goods& goods, const Counter& counter, const Scene& scene,
                Fit& fit) {
    const auto& shop = counter.stall->shop;
    const auto& request = *scene.request;
    fit.score += (request.well_rated ? 0.9 : 0.12) * (shop.rating - 4);
    if (request.well_rated && shop.rating < 4) fit.score -= 1;
    fit.score -= (request.near ? 0.15 : 0.03) * std::min(shop.distance_km, 30.0);
    if (!want.shop.empty()) {
        if (covered(want.shop, counter.name) >= 0.75) fit.score += kShopNamed;
    }
    if (want.shop_before && counter.before) fit.score += kShopBefore;
    if (want.shop_before && bought_before(goods, scene)) fit.score += 0.5;
    if (want.shop_before && counter.liked) fit.score += 0.7 * kShopBefore;
    if (want.not_shop_before && (counter.before || counter.liked)) fit.score -= kShopBefore;
    if (want.as_before && counter.liked) fit.score += 0.5 * kShopBefore;
    // What is cancelled is not ordered again.
    if (request.cancel && !scene.habits->past.empty() && scene.habits->past.front().ordered &&
        std::ranges::find(scene.habits->past.front().item_ids, goods.item->id) !=
            scene.habits->past.front().item_ids.end())
        fit.score -= kSameAsBefore;
    if (!want.as_before) return;
    for (const auto& past : scene.habits->past) {
        const bool same = std::ranges::find(past.item_ids, goods.item->id) != past.item_ids.end();
        const bool alike =
            past.shop_id != shop.id && std::ranges::any_of(past.items, [&](const auto& name) {
                return covered(plain(name), goods.name) > 0.9;
            });
        if (same)
            fit.score += kSameAsBefore;
        else if (alike)
            fit.score += 0.3 * kSameAsBefore;
        if (same || alike) break;
    }
}

void weigh_price(const Want& want, const Goods& goods, const Scene& scene, Fit& fit) {
    const double price = static_cast<double>(goods.item->price.minor);
    if (scene.request->budget_fen && want.kinds == 1) {
        double most = *scene.request->budget_fen;
        if (scene.request->budget_each) most *= std::max(1, scene.request->people);
        if (price > 1.12 * most)
            fit.score -= 3;
        else
            fit.score += 0.2;
    }
    fit.score -= (scene.request->cheap ? 0.02 : 0.0005) * price / 100;
}

void weigh_portion(const Want& want, const Goods& goods, const Scene& scene, Fit& fit) {
    const int people = scene.request->people;
    if (want.quantity > 1) return;
    if (people == 2 && has(goods.traits, ForTwo)) fit.score += 0.4;
    if (people == 2 && has(goods.traits, ForMany)) fit.score -= 0.3;
    if (people >= 2 && has(goods.traits, ForOne) && !has(goods.traits, Drink)) fit.score -= 0.4;
    if (people >= 3 && has(goods.traits, ForTwo)) fit.score -= 0.2;
    if (people <= 1 && (has(goods.traits, ForTwo) || has(goods.traits, ForMany))) fit.score -= 0.25;
    if (people >= 3 && has(goods.traits, ForMany)) fit.score += 0.4;
}

// Food in a name that nobody spoke of says that it is something else, a little; but where much was
// asked for ("with a lot in it"), what is added counts for it.
double other_things(const Want& want, const Goods& goods) {
    const bool rich = std::ranges::any_of(want.conditions, [](const Condition& one) {
        return contains_any(one.words, {U"料足", U"丰富", U"配料", U"豪华", U"满满"});
    });
    double others = 0;
    for (const auto& known : known_words(goods.name)) {
        const auto word = View(goods.name).substr(known.begin, known.end - known.begin);
        if ((known.traits & (defining() | whatever_is_eaten())).none()) continue;
        if (covered(word, want.words) > 0.5) continue;
        const bool said = std::ranges::any_of(want.conditions, [&](const Condition& one) {
            return covered(word, one.words) > 0.5 || (one.traits & known.traits).any();
        });
        if (!said) others += 1;
    }
    others = std::min(others, 4.0);
    return (rich ? -0.3 : 0.12) * others +
           0.005 * static_cast<double>(std::min<std::size_t>(goods.name.size(), 40));
}

}  // namespace

Counter counter_of(const Stall& stall, const Habits& habits) {
    Counter made;
    made.stall = &stall;
    made.name = plain(stall.shop.name);
    made.all = made.name;
    made.traits = traits_of(made.name) & of_shops();
    for (const auto& tag : stall.shop.tags) {
        made.tags.push_back(plain(tag));
        made.all += U"|" + made.tags.back();
        made.traits |= traits_of(made.tags.back()) & of_shops();
    }
    for (const auto& past : habits.past) {
        const bool same = past.shop_id == stall.shop.id ||
                          (!past.shop.empty() &&
                           (plain(past.shop) == made.name || made.name.contains(plain(past.shop))));
        made.before = made.before || (same && past.ordered);
        made.liked = made.liked || (same && !past.ordered);
    }
    for (const auto& item : stall.items) {
        Goods goods;
        goods.stall = &stall;
        goods.item = &item;
        goods.name = plain(item.name);
        goods.all = goods.name;
        goods.traits = traits_of(goods.name);
        for (const auto& tag : item.tags) {
            goods.tags.push_back(plain(tag));
            goods.all += U"|" + goods.tags.back();
            goods.traits |= traits_of(goods.tags.back());
        }
        for (const auto& option : item.options)
            for (const auto& choice : option.choices) {
                goods.choices.push_back(plain(
                    choice.name.empty() ? commerce::LocalName{choice.value, {}} : choice.name));
                goods.all += U"|" + goods.choices.back();
                goods.choice_traits |= traits_of(goods.choices.back());
            }
        if (goods.name.find_first_of(U"+＋➕") != View::npos) add(goods.traits, Set);
        if (has(goods.traits, NotSpicy)) goods.traits.reset(static_cast<std::size_t>(Spicy));
        if (has(goods.traits, NoDairy)) goods.traits.reset(static_cast<std::size_t>(Dairy));
        made.goods.push_back(std::move(goods));
    }
    return made;
}

Fit fit(const Want& want, const Goods& goods, const Counter& counter, const Scene& scene) {
    Fit made;
    made.head = named(want.head, goods, counter);
    if (!want.other.empty()) made.head = std::max(made.head, named(want.other, goods, counter));
    made.score = kHead * made.head;
    for (const auto& one : want.conditions) weigh(one, want, goods, counter, made);
    for (const auto& one : scene.request->conditions) weigh(one, want, goods, counter, made);
    for (const auto& tag : goods.tags)
        if (covered(tag, scene.sentence_words) > 0.7) made.score += kTag;
    for (const auto& tag : counter.tags)
        if (covered(tag, scene.sentence_words) > 0.7) made.score += kTag;
    if ((scene.avoided & goods.traits).any() && (scene.avoided & traits_of(want.head)).none())
        made.score -= kProfile;
    weigh_shop(want, goods, counter, scene, made);
    weigh_price(want, goods, scene, made);
    weigh_portion(want, goods, scene, made);
    made.score -= other_things(want, goods);
    return made;
}

commerce::Options options_for(const Want& want, const Goods& goods, const Scene& scene) {
    commerce::Options chosen;
    for (const auto& option : goods.item->options) {
        double best = -1e9;
        const commerce::Choice* pick = nullptr;
        for (const auto& choice : option.choices) {
            const auto name =
                plain(choice.name.empty() ? commerce::LocalName{choice.value, {}} : choice.name);
            const auto traits = traits_of(name);
            double score = 0;
            const auto weigh_choice = [&](const Condition& one) {
                const bool good =
                    one.strength == Strength::Must || one.strength == Strength::Rather;
                double much = one.words.empty()
                                  ? 0
                                  : std::max(covered(one.words, name), covered(name, one.words));
                if ((one.traits & traits).any()) much = std::max(much, 0.8);
                if (opposed(one.traits, traits)) much -= 0.6;
                if (!good && !one.words.empty() && name.contains(U"不要" + one.words)) much = -1;
                score += (good ? 1 : -1) * much;
            };
            for (const auto& one : want.conditions) weigh_choice(one);
            for (const auto& one : scene.request->conditions) weigh_choice(one);
            score += 1.2 * covered(name, want.words);
            if (name.contains(U"推荐") || choice.value == option.default_) score += 0.05;
            if ((traits & scene.avoided).any()) score -= 0.2;
            if (has(scene.avoided, HighSugar) && has(traits, LowSugar)) score += 0.2;
            if (score > best + 1e-9) {
                best = score;
                pick = &choice;
            }
        }
        if (pick != nullptr) chosen[option.key] = {pick->value};
    }
    return chosen;
}

int quantity_for(const Want& want, const Goods& goods, const Scene& scene) {
    if (want.quantity_said || want.each_person) return std::max(1, want.quantity);
    const int people = scene.request->people;
    if (people > 2 && has(goods.traits, ForOne)) return people;
    const bool in_a_cup =
        has(goods.traits, Drink) && !has(goods.traits, Cake) && !has(goods.traits, Soup);
    if (want.people > 1 && in_a_cup && want.kinds == 1) return want.people;
    return std::max(1, want.quantity);
}

}  // namespace errand::skills::food::choosing
