#include "skills/food/offers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "skills/food/edit.hpp"
#include "skills/food/leaving_out.hpp"
#include "skills/food/limits.hpp"
#include "skills/food/texts.hpp"
#include "skills/food/wording.hpp"

namespace errand::skills::food {

namespace {

using commerce::Item;
using commerce::Money;

// Below this likeness other items of the same shop are worth showing too.
constexpr double kVague = 0.93;
constexpr std::size_t kMaxVariants = 3;
// Pieces of one add-on.
constexpr int kMaxAddOnPieces = 4;

const Item* item_of(const Stall& stall, const std::string& id) {
    const auto found = std::ranges::find(stall.items, id, &Item::id);
    return found == stall.items.end() ? nullptr : &*found;
}

Money price_of(const Stall& stall, const Line& line) {
    const auto* item = item_of(stall, line.id);
    if (item == nullptr) return {};
    return commerce::unit_price(*item, line.options).value_or(item->price);
}

Money estimated(const Stall& stall, const std::vector<Line>& lines) {
    Money sum = stall.shop.packing_fee + stall.shop.delivery_fee;
    for (const auto& line : lines)
        sum += commerce::times(price_of(stall, line), line.quantity).value_or(Money{});
    return sum;
}

// Lines of one item share its stock.
std::vector<int> shortages(const Stall& stall, const std::vector<Line>& lines) {
    std::map<std::string, int> wanted;
    for (const auto& line : lines) wanted[line.id] += line.quantity;
    std::vector<int> short_of;
    for (const auto& line : lines) {
        const auto* item = item_of(stall, line.id);
        if (item != nullptr && item->stock < wanted[line.id]) short_of.push_back(item->stock);
    }
    return short_of;
}

std::size_t unmet(const Candidate& one) {
    std::size_t count = 0;
    for (const auto& line : one.lines) count += line.unmet.size();
    return count;
}

auto order_by_price(const Candidate& one) {
    return std::tuple(!one.short_of.empty(), unmet(one), one.estimate, one.shop.eta_minutes,
                      one.shop.id);
}

double other_measure(const Candidate& one, const std::string& preference) {
    if (preference == "best_rated") return -one.shop.rating;
    if (preference == "nearest") return one.shop.distance_km;
    return one.shop.eta_minutes;
}

auto order_by_other(const Candidate& one, const std::string& preference) {
    return std::tuple(!one.short_of.empty(), unmet(one), other_measure(one, preference),
                      one.estimate, one.shop.id);
}

// Half of the places go to the cheapest, the rest to what is best by the other measure.
std::vector<Candidate> worth_a_quote(std::vector<Candidate> all, const std::string& preference) {
    std::ranges::sort(all, [](const auto& left, const auto& right) {
        return order_by_price(left) < order_by_price(right);
    });
    if (all.size() <= kMaxQuotes) return all;
    const auto half = all.begin() + kMaxQuotes / 2;
    std::sort(half, all.end(), [&](const auto& left, const auto& right) {
        return order_by_other(left, preference) < order_by_other(right, preference);
    });
    all.erase(all.begin() + kMaxQuotes, all.end());
    return all;
}

// Where the wish is a kind of dish rather than one dish, and few shops have it, more of each shop's
// dishes of that kind are worth a look.
void add_variants(std::vector<Candidate>& all, const Stall& stall, const Draft& draft,
                  const Served& first) {
    if (draft.wishes.size() != 1 || first.likeness >= kVague) return;
    Stall rest = stall;
    auto taken = first.lines.front().id;
    for (std::size_t n = 1; n < kMaxVariants; ++n) {
        std::erase_if(rest.items, [&](const Item& item) { return item.id == taken; });
        auto next = serve_all(rest, draft);
        if (next.lines.empty()) return;
        taken = next.lines.front().id;
        all.push_back(candidate_of(rest, std::move(next.lines), next.likeness));
    }
}

bool passed_over(const Draft& draft, const std::string& shop) {
    return std::ranges::find(draft.passed_over, shop) != draft.passed_over.end();
}

json::object item_arguments(const Line& line) {
    return {{"id", line.id}, {"quantity", line.quantity}, {"options", json::encode(line.options)}};
}

// How many of this item close the gap, and what they cost; nothing where it takes too many.
std::optional<std::pair<int, Money>> closing(const Item& item, Money unit, Money gap) {
    if (unit.minor <= 0) return std::nullopt;
    const auto pieces = (gap.minor + unit.minor - 1) / unit.minor;
    if (pieces > kMaxAddOnPieces || pieces > item.stock) return std::nullopt;
    return std::pair(static_cast<int>(pieces), Money{unit.minor * pieces});
}

bool needs_choices(const Item& item) {
    return std::ranges::any_of(item.options, [](const commerce::ItemOption& option) {
        return option.most <= 1 && option.key != "extra" && option.default_.empty() &&
               option.choices.size() > 1;
    });
}

struct AddOn {
    Money cost;
    const Item* item = nullptr;
    int pieces = 0;
    std::optional<std::size_t> more_of;  // the line that gets more pieces instead
};

std::vector<AddOn> possible_add_ons(const Candidate& candidate, const Stall& stall, Money gap,
                                    const Draft& draft) {
    std::vector<AddOn> all;
    for (std::size_t at = 0; at < candidate.lines.size(); ++at) {
        const auto& line = candidate.lines[at];
        const auto* item = item_of(stall, line.id);
        if (item == nullptr || candidate.lines.size() > 1) continue;
        auto left = *item;
        left.stock -= line.quantity;
        if (const auto closes = closing(left, price_of(stall, line), gap))
            all.push_back({closes->second, item, closes->first, at});
    }
    for (const auto& item : stall.items) {
        const auto same = [&](const Line& line) { return line.id == item.id; };
        if (std::ranges::any_of(candidate.lines, same) || needs_choices(item) ||
            is_avoided(item, draft.avoid))
            continue;
        if (const auto closes = closing(item, item.price, gap))
            all.push_back({closes->second, &item, closes->first, std::nullopt});
    }
    std::ranges::sort(all, [](const AddOn& left, const AddOn& right) {
        return std::tuple(left.cost, left.pieces, left.item->id) <
               std::tuple(right.cost, right.pieces, right.item->id);
    });
    return all;
}

const std::string& no_words(const std::string& language) {
    static const std::string zh = "不要";
    static const std::string en = "no ";
    return language == "zh" ? zh : en;
}

}  // namespace

Candidate candidate_of(const Stall& stall, std::vector<Line> lines, double likeness) {
    Candidate made{.shop = stall.shop,
                   .lines = for_pricing(std::move(lines)),
                   .likeness = likeness,
                   .add_on = false,
                   .estimate = {},
                   .short_of = {}};
    made.estimate = estimated(stall, made.lines);
    made.short_of = shortages(stall, made.lines);
    return made;
}

std::vector<Candidate> candidates(const std::vector<Stall>& stalls, const Draft& draft) {
    std::vector<Candidate> all;
    const bool few = stalls.size() <= 2;
    for (const auto& stall : stalls) {
        if (!stall.shop.open || passed_over(draft, stall.shop.id)) continue;
        auto served = serve_all(stall, draft);
        if (!served.missing.empty() || served.lines.empty()) continue;
        if (few) add_variants(all, stall, draft, served);
        all.push_back(candidate_of(stall, std::move(served.lines), served.likeness));
    }
    if (all.empty()) return all;
    const double best = std::ranges::max(all, {}, &Candidate::likeness).likeness;
    std::erase_if(all, [&](const Candidate& one) { return one.likeness < best - 0.22; });
    return worth_a_quote(std::move(all), draft.preference);
}

std::vector<Candidate> with_add_ons(const Candidate& candidate, const Stall& stall, Money short_by,
                                    const Draft& draft) {
    std::vector<Candidate> all;
    for (const auto& add_on : possible_add_ons(candidate, stall, short_by, draft)) {
        if (all.size() == kMaxAddOnOffers) break;
        auto more = candidate;
        more.add_on = true;
        if (add_on.more_of) {
            more.lines[*add_on.more_of].quantity += add_on.pieces;
        } else {
            Line line;
            line.wish = draft.wishes.size();
            line.id = add_on.item->id;
            line.name = add_on.item->name;
            line.quantity = add_on.pieces;
            more.lines.push_back(std::move(line));
        }
        more.estimate += add_on.cost;
        all.push_back(std::move(more));
    }
    return all;
}

namespace {

// The note says so already, as a whole entry and not as a part of another.
bool notes(const std::string& note, const std::string& what, const std::string& words) {
    return std::ranges::any_of(entries_of(note), [&](const std::string& entry) {
        const auto out = left_out(entry);
        return entry == normalise(words) || (out && word_key(*out) == word_key(what));
    });
}

// What no option leaves out of a line is written for that line, and for all at once where none has
// such an option.
void note_avoided(Draft& noted, const std::string& what, const std::vector<Line>& lines,
                  const std::string& language) {
    const auto words = no_words(language) + what;
    if (notes(noted.note, what, words)) return;
    std::vector<const Line*> open;
    for (const auto& line : lines)
        if (std::ranges::find(line.without, what) == line.without.end()) open.push_back(&line);
    if (open.size() == lines.size()) return add_note(noted, words);
    const bool zh = language == "zh";
    std::string names;
    for (const auto* line : open)
        if (const auto& name = line->name.in(language); !names.contains(name))
            names += (names.empty() ? "" : zh ? "、" : ", ") + name;
    if (!open.empty()) add_note(noted, names + (zh ? ":" : ": ") + words);
}

}  // namespace

std::string note_for(const Draft& draft, const std::vector<Line>& lines,
                     const std::string& language) {
    Draft noted;
    noted.note = draft.note;
    for (const auto& what : draft.avoid) note_avoided(noted, what, lines, language);
    for (const auto& line : lines)
        for (const auto& words : line.unmet) {
            const auto& name = line.name.in(language);
            const auto& wanted = words.in(language);
            if (!holds_entries(noted.note, wanted))
                add_note(noted, lines.size() > 1 ? fmt::format("{}: {}", name, wanted) : wanted);
        }
    if (draft.place && !draft.place->spot.empty())
        add_note(noted, (language == "zh" ? "送到" : "please deliver to the ") +
                            draft.place->spot.in(language));
    if (!draft.when.empty() && draft.when != "asap")
        add_note(noted, (language == "zh" ? "希望送达时间:" : "please deliver at ") +
                            texts::hour_at(draft.when, draft.clock));
    return noted.note;
}

json::object order_arguments(const std::string& shop, const std::vector<Line>& lines,
                             const Draft& draft, const std::string& language) {
    json::array items;
    for (const auto& line : lines) items.push_back(item_arguments(line));
    json::object arguments{{"shop", shop}, {"items", std::move(items)}};
    if (draft.place) arguments["deliver_to"] = draft.place->id;
    if (const auto note = note_for(draft, lines, language); !note.empty()) arguments["note"] = note;
    return arguments;
}

Offer offer_of(const Candidate& candidate, const commerce::Quote& quote) {
    Offer offer;
    offer.service = candidate.shop.service;
    offer.shop = candidate.shop.id;
    offer.shop_name = candidate.shop.name;
    offer.rating = candidate.shop.rating;
    offer.distance_km = candidate.shop.distance_km;
    offer.lines = candidate.lines;
    offer.likeness = candidate.likeness;
    offer.add_on = candidate.add_on;
    offer.price = quote.lines;
    offer.coupons = quote.coupons;
    offer.total = quote.total;
    offer.currency = quote.currency;
    offer.eta_minutes = quote.eta_minutes;
    offer.quoted = quote.created.value_or("");
    offer.minimum = quote.minimum_order;
    offer.problems = quote.problems;
    for (std::size_t at = 0; at < offer.lines.size() && at < quote.items.size(); ++at)
        offer.lines[at].unit_price = quote.items[at].unit_price;
    return offer;
}

json::object card(const Offer& offer, std::size_t index, const std::string& language) {
    json::array items;
    for (const auto& line : offer.lines) {
        json::array words;
        for (const auto& word : line.words) words.push_back(json::value(word.in(language)));
        items.push_back({{"id", line.id},
                         {"name", line.name.in(language)},
                         {"quantity", line.quantity},
                         {"options", json::encode(line.options)},
                         {"option_names", std::move(words)},
                         {"unit_price", commerce::to_string(line.unit_price)}});
    }
    json::array lines;
    for (const auto& line : offer.price)
        lines.push_back({{"kind", json::encode(line.kind)},
                         {"label", line.label.in(language)},
                         {"amount", commerce::to_string(line.amount)}});
    return {{"index", index},
            {"shop", {{"id", offer.shop}, {"name", offer.shop_name.in(language)}}},
            {"items", std::move(items)},
            {"total", commerce::to_string(offer.total)},
            {"currency", offer.currency},
            {"eta_minutes", offer.eta_minutes},
            {"rating", offer.rating},
            {"distance_km", offer.distance_km},
            {"lines", std::move(lines)},
            {"coupons", json::encode(offer.coupons)},
            {"ranks", {{"price", offer.price_rank}, {"time", offer.time_rank}}},
            {"reason", offer.reason.in(language)},
            {"problems", json::encode(offer.problems)}};
}

json::value summary(const Draft& draft, const std::string& language) {
    json::array items;
    if (draft.chosen) {
        for (const auto& line : draft.chosen->lines)
            items.push_back({{"id", line.id},
                             {"name", line.name.in(language)},
                             {"quantity", line.quantity},
                             {"options", json::encode(line.options)}});
    } else {
        for (const auto& wish : draft.wishes)
            items.push_back({{"name", wish.name}, {"quantity", wish.quantity}});
    }
    json::object all{{"items", std::move(items)}};
    if (draft.chosen) {
        all["shop"] = draft.chosen->shop_name.in(language);
        all["shop_id"] = draft.chosen->shop;
        all["total"] = commerce::to_string(draft.chosen->total);
    }
    if (!draft.choices.empty()) all["choices"] = json::encode(draft.choices);
    if (draft.place)
        all["deliver_to"] =
            draft.place->label.empty() ? draft.place->name.in(language) : draft.place->label;
    return all;
}

}  // namespace errand::skills::food
