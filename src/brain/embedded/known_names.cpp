// Names that are known beforehand: see atoms.hpp.
#include "brain/embedded/atoms.hpp"
#include "language/kin.hpp"

namespace errand::brain::embedded {

using language::Text;

KnownNames::KnownNames(const Scene& scene) {
    add(scene.labels, Kind::Label);
    add(scene.items, Kind::KnownItem);
    add(scene.shops, Kind::KnownShop);
    add(scene.choices, Kind::Option);
}

void KnownNames::add(const std::vector<std::string>& names, Kind kind) {
    for (const auto& name : names) {
        if (kind != Kind::Label && language::length(name) < 2) continue;
        if (kind == Kind::Label && (name == "home" || name == "office")) continue;
        const auto index = static_cast<std::uint32_t>(values_.size());
        values_.emplace_back(kind, kind == Kind::Label ? name : std::string());
        phrases_.add(name, index);
        // "蓝瓶(湖滨店)" is also called "蓝瓶".
        const auto plain = language::normalise(name);
        if (const auto bracket = plain.find('('); bracket != std::string::npos && bracket > 3)
            phrases_.add(plain.substr(0, bracket), index);
    }
}

std::optional<KnownNames::Found> KnownNames::longest(const Text& text, std::size_t at) const {
    const auto match = phrases_.longest(text, at);
    // "妈妈家": whose home it is belongs to the address.
    if (const auto place = language::kin_place(text, at);
        place && (!match || place->end > match.end))
        return Found{place->end, Kind::Label, text.said(place->words, place->end)};
    if (!match) return std::nullopt;
    const auto& [kind, label] = values_[match.value];
    return Found{match.end, kind, label};
}

}  // namespace errand::brain::embedded
