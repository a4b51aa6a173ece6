#include "skills/food/choosing/choose.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "language/text.hpp"
#include "skills/food/choosing/score.hpp"
#include "skills/food/wording.hpp"

namespace errand::skills::food::choosing {

namespace {

// Below this an item is not what was named.
constexpr double kNamed = 0.42;
constexpr double kOfNamedShop = 0.2;  // at a shop that was named
// What one more shop costs, for things said in one breath, in one sentence, or apart.
constexpr double kOneBreath = 2.4;
constexpr double kOneSentence = 1.0;
constexpr double kApart = 0.15;
constexpr std::size_t kMaxCarts = 5;
constexpr int kRounds = 4;

struct Option {
    const Goods* goods = nullptr;
    Fit fit;
};

// All items of one shop that could be one want, best first.
using Row = std::vector<Option>;

class Chooser {
  public:
    Chooser(const Request& request, const Habits& habits, const std::vector<Stall>& stalls)
        : request_(request) {
        scene_.request = &request;
        scene_.habits = &habits;
        scene_.avoided = traits_of(characters(language::normalise(habits.avoids)));
        for (const auto& stall : stalls)
            if (stall.shop.open) counters_.push_back(counter_of(stall, habits));
        for (const auto& want : request.wants) scene_.sentence_words += want.words + U"|";
        for (const auto& want : request.wants)
            for (const auto& one : want.conditions)
                if (one.strength == Strength::Must) scene_.sentence_words += one.words + U"|";
        for (const auto& want : request.wants) {
            std::vector<Row> rows;
            rows.reserve(counters_.size());
            for (const auto& counter : counters_) rows.push_back(row(want, counter));
            table_.push_back(std::move(rows));
        }
    }

    Choices run() {
        Choices made;
        std::vector<std::size_t> wants;
        for (std::size_t want = 0; want < table_.size(); ++want) {
            if (best_shop(want))
                wants.push_back(want);
            else if (request_.wants[want].quantity_said || table_.size() == 1)
                made.missing.push_back(want);
        }
        if (wants.empty()) return made;
        auto shops = assign(wants);
        std::map<std::pair<std::size_t, std::string>, std::vector<std::size_t>> groups;
        std::vector<std::pair<std::size_t, std::string>> order;
        for (std::size_t at = 0; at < wants.size(); ++at) {
            const std::pair key{shops[at], request_.wants[wants[at]].place};
            if (!groups.contains(key)) order.push_back(key);
            groups[key].push_back(wants[at]);
        }
        for (const auto& key : order) made.orders.push_back(ranked(groups[key], key.first));
        return made;
    }

  private:
    const Request& request_;
    Scene scene_;
    std::vector<Counter> counters_;
    std::vector<std::vector<Row>> table_;  // by want, by shop

    Row row(const Want& want, const Counter& counter) const {
        Row made;
        for (const auto& goods : counter.goods) {
            if (goods.item->stock <= 0) continue;
            auto one = fit(want, goods, counter, scene_);
            const bool of_shop = !want.shop.empty() && covered(want.shop, counter.name) >= 0.75;
            if (one.head < (of_shop ? kOfNamedShop : kNamed)) continue;
            made.push_back({&goods, std::move(one)});
        }
        std::ranges::sort(made, [](const Option& left, const Option& right) {
            if (left.fit.score != right.fit.score) return left.fit.score > right.fit.score;
            return left.goods < right.goods;
        });
        return made;
    }

    // What a shop is worth for a want; nothing where it has nothing.
    std::optional<double> worth(std::size_t want, std::size_t shop) const {
        const auto& options = table_[want][shop];
        if (options.empty()) return std::nullopt;
        const auto kinds = static_cast<std::size_t>(std::max(1, request_.wants[want].kinds));
        double sum = 0;
        for (std::size_t at = 0; at < kinds; ++at)
            sum += at < options.size() ? options[at].fit.score : -1.5;
        return sum / static_cast<double>(kinds);
    }
    std::optional<std::size_t> best_shop(std::size_t want) const {
        std::optional<std::size_t> best;
        for (std::size_t shop = 0; shop < counters_.size(); ++shop)
            if (const auto here = worth(want, shop))
                if (!best || *here > *worth(want, *best)) best = shop;
        return best;
    }

    // What it costs that two wants come from two shops.
    double apart(std::size_t left, std::size_t right) const {
        const auto& one = request_.wants[left];
        const auto& other = request_.wants[right];
        if (!one.place.empty() && !other.place.empty() && one.place != other.place) return 0;
        if (right == left + 1 && other.with_previous) return kOneBreath;
        return one.sentence == other.sentence ? kOneSentence : kApart;
    }

    double total(const std::vector<std::size_t>& wants,
                 const std::vector<std::size_t>& shops) const {
        double sum = 0;
        for (std::size_t at = 0; at < wants.size(); ++at) {
            sum += worth(wants[at], shops[at]).value_or(-50);
            // To the nearest one before: a want comes from a shop of its own only once.
            if (at > 0) {
                if (request_.wants[wants[at]].with_previous) {
                    sum -= shops[at - 1] == shops[at] ? 0 : apart(wants[at - 1], wants[at]);
                    continue;
                }
                double least = 1e9;
                for (std::size_t before = 0; before < at; ++before) {
                    const double cost =
                        shops[before] == shops[at] ? 0 : apart(wants[before], wants[at]);
                    least = std::min(least, cost);
                }
                sum -= least;
            }
        }
        return sum;
    }

    // The shop of each want. From every shop as the first for all, and from each want's own best,
    // one want at a time goes where the whole is best.
    std::vector<std::size_t> assign(const std::vector<std::size_t>& wants) const {
        std::vector<std::size_t> own;
        own.reserve(wants.size());
        for (const auto want : wants) own.push_back(*best_shop(want));
        std::vector<std::vector<std::size_t>> starts{own};
        for (std::size_t shop = 0; shop < counters_.size(); ++shop) {
            auto start = own;
            for (std::size_t at = 0; at < wants.size(); ++at)
                if (worth(wants[at], shop)) start[at] = shop;
            starts.push_back(std::move(start));
        }
        std::vector<std::size_t> best;
        double most = -1e18;
        for (auto& start : starts) {
            improve(wants, start);
            const double here = total(wants, start);
            if (here > most + 1e-9) {
                most = here;
                best = start;
            }
        }
        return best;
    }
    void improve(const std::vector<std::size_t>& wants, std::vector<std::size_t>& shops) const {
        for (int round = 0; round < kRounds; ++round) {
            bool better = false;
            for (std::size_t at = 0; at < wants.size(); ++at)
                for (std::size_t shop = 0; shop < counters_.size(); ++shop) {
                    if (!worth(wants[at], shop)) continue;
                    const auto before = total(wants, shops);
                    const auto was = std::exchange(shops[at], shop);
                    if (total(wants, shops) > before + 1e-9)
                        better = true;
                    else
                        shops[at] = was;
                }
            if (!better) return;
        }
    }

    Ranked ranked(const std::vector<std::size_t>& wants, std::size_t first) const {
        Ranked made;
        made.wants = wants;
        for (std::size_t shop = 0; shop < counters_.size(); ++shop) {
            const bool all = std::ranges::all_of(
                wants, [&](std::size_t want) { return worth(want, shop).has_value(); });
            if (all) made.carts.push_back(cart(wants, shop));
        }
        std::ranges::sort(made.carts, [&](const Cart& left, const Cart& right) {
            const auto& best = counters_[first].stall->shop.id;
            if ((left.shop == best) != (right.shop == best)) return left.shop == best;
            if (left.score != right.score) return left.score > right.score;
            return left.shop < right.shop;
        });
        if (made.carts.size() > kMaxCarts) made.carts.resize(kMaxCarts);
        return made;
    }

    Cart cart(const std::vector<std::size_t>& wants, std::size_t shop) const {
        Cart made;
        made.shop = counters_[shop].stall->shop.id;
        made.place = request_.wants[wants.front()].place;
        std::set<std::string> taken;
        std::vector<commerce::LocalName> reasons;
        for (const auto index : wants) {
            const auto& want = request_.wants[index];
            for (const auto* option : picks_of(want, table_[index][shop], taken)) {
                Pick pick;
                pick.want = index;
                pick.item = option->goods->item->id;
                pick.name = option->goods->item->name;
                pick.quantity = quantity_for(want, *option->goods, scene_);
                pick.options = options_for(want, *option->goods, scene_);
                pick.score = option->fit.score;
                taken.insert(pick.item);
                made.score += pick.score;
                for (const auto& reason : option->fit.reasons)
                    if (std::ranges::find(reasons, reason) == reasons.end() && reasons.size() < 5)
                        reasons.push_back(reason);
                made.picks.push_back(std::move(pick));
            }
        }
        for (const auto& reason : reasons) {
            made.reason.zh += (made.reason.zh.empty() ? "" : ",") + reason.zh;
            made.reason.en += (made.reason.en.empty() ? "" : ", ") + reason.en;
        }
        return made;
    }

    static bool is_meat(const Goods& goods) {
        return has(goods.traits, Trait::Meat) || has(goods.traits, Trait::Seafood);
    }
    // The best of a row for a want, or as many different ones as it asks for.
    static std::vector<const Option*> picks_of(const Want& want, const Row& row,
                                               const std::set<std::string>& taken) {
        std::vector<const Option*> made;
        const auto add_if = [&](auto wanted, int most) {
            for (const auto& option : row) {
                if (most == 0) return;
                if (taken.contains(option.goods->item->id) && want.kinds > 1) continue;
                if (std::ranges::find(made, &option) != made.end() || !wanted(*option.goods))
                    continue;
                if (want.kinds > 1 && option.fit.refused) continue;
                made.push_back(&option);
                --most;
            }
        };
        const auto untaken = [&](const Goods& goods) { return !taken.contains(goods.item->id); };
        if (want.with_meat >= 0) {
            add_if([](const Goods& goods) { return is_meat(goods); }, want.with_meat);
            add_if(
                [](const Goods& goods) {
                    return !is_meat(goods) && !has(goods.traits, Trait::Rice);
                },
                want.without_meat);
        }
        add_if(
            [&](const Goods& goods) {
                return want.kinds == 1 || !has(goods.traits, Trait::Rice) ||
                       has(goods.traits, Trait::Meat);
            },
            std::max(1, want.kinds) - static_cast<int>(made.size()));
        if (want.kinds == 1 && made.size() == 1 && !untaken(*made.front()->goods)) {
            // Two wants for one item: another that fits as well, if there is one.
            for (const auto& option : row)
                if (untaken(*option.goods) && option.fit.head >= made.front()->fit.head - 0.05) {
                    made.front() = &option;
                    break;
                }
        }
        return made;
    }
};

}  // namespace

Choices choose(const Request& request, const Habits& habits, const std::vector<Stall>& stalls) {
    return Chooser(request, habits, stalls).run();
}

}  // namespace errand::skills::food::choosing
