// `errand understand`: what the embedded brain makes of a sentence, with nothing started.
#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/exit_code.hpp"
#include "app/listing.hpp"
#include "brain/brain.hpp"

namespace errand::app {
namespace {

Lines lines_of(const brain::Understanding& understood, const Style& style) {
    Lines lines;
    for (const auto& act : understood.acts) {
        const auto all = json::encode(act);
        lines.push_back(style.bold(fmt::format("{}  {}  {:.2f}",
                                               std::string_view(all.at("intent").get_string()),
                                               act.skill, act.confidence)));
        for (const auto& [key, value] : all.get_object()) {
            const std::string_view name(key);
            if (name == "intent" || name == "skill" || name == "confidence" || value.is_null())
                continue;
            lines.push_back(fmt::format("  {}: {}", name, brief(value, 400)));
        }
    }
    for (const auto& one : understood.suggestions) lines.push_back("? " + one);
    return lines;
}

}  // namespace

int understand(const Program& program, const UnderstandOptions& options) {
    const auto embedded = open_brain(program);
    if (!embedded) return report(embedded.error());
    brain::Context context;
    context.now = SystemClock().now();
    context.time_zone = program.settings.time_zone;
    context.address_labels = {"home", "office"};
    Loop loop;
    const auto understood = loop.block((*embedded)->understand(options.text, std::move(context)));
    if (!understood) return report(understood.error());
    if (options.json) {
        fmt::print("{}\n", json::write_pretty(json::encode(*understood)));
    } else {
        fmt::print("{}", join(lines_of(*understood, program.style)));
    }
    return kOk;
}

}  // namespace errand::app
