// `errand doctor`: what is missing or wrong on this machine.
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <clocale>
#include <cstdlib>
#include <vector>

#include "app/commands.hpp"
#include "app/exit_code.hpp"
#include "app/service_settings.hpp"
#include "crypto/keys.hpp"

namespace errand::app {
namespace {

enum class Health { Good, Note, Bad };

struct Finding {
    Health health = Health::Good;
    std::string what;
    std::string advice;
};

std::string permissions_of(const struct stat& status) {
    return fmt::format("{:04o}", static_cast<unsigned>(status.st_mode) & 07777U);
}

Finding look_at_home(const Program& program) {
    struct stat status{};
    const auto& home = program.paths.home;
    if (::stat(home.c_str(), &status) != 0)
        return {Health::Note, fmt::format("home {} is not there yet", home.string()),
                "the first start makes it"};
    if ((status.st_mode & 077U) != 0)
        return {
            Health::Bad,
            fmt::format("home {} is open to others ({})", home.string(), permissions_of(status)),
            fmt::format("chmod 700 {}", home.string())};
    if (::access(home.c_str(), W_OK) != 0)
        return {Health::Bad, fmt::format("home {} cannot be written", home.string()),
                "give it to this user, or use another --home"};
    return {Health::Good, fmt::format("home {}", home.string()), {}};
}

// A service is given variables that have to be set where the assistant is started.
std::vector<Finding> look_at_variables(const Program& program) {
    std::vector<Finding> findings;
    for (const auto& service : program.settings.services)
        for (const auto& name : missing_variables(service))
            findings.push_back({Health::Note,
                                fmt::format("the variable {}, which the service {} is to be given, "
                                            "is not set",
                                            name, service.name),
                                fmt::format("export {}=…", name)});
    return findings;
}

Finding look_at_key(const Program& program) {
    const auto file = program.paths.key();
    if (!std::filesystem::exists(file))
        return {Health::Note, "no signing key yet", "the first chat makes it"};
    if (const auto key = crypto::PrivateKey::load(file); !key)
        return {Health::Bad, key.error().message, key.error().advice};
    return {Health::Good, fmt::format("signing key {}", file.string()), {}};
}

Finding look_at_settings(const Program& program) {
    const auto file = program.paths.settings();
    std::string names;
    for (const auto& service : program.settings.services) {
        names += (names.empty() ? "" : ", ") + service.name;
    }
    if (names.empty()) names = "none of your own, so the sandbox city's are used";
    return {Health::Good,
            fmt::format("{}: services: {}",
                        std::filesystem::exists(file) ? file.string() : "no errand.toml", names),
            {}};
}

Finding look_at_program(const std::string& name) {
    const auto file = client::own_folder() / name;
    if (::access(file.c_str(), X_OK) != 0)
        return {Health::Bad, fmt::format("{} is missing", file.string()), "./dev run builds it"};
    return {Health::Good, file.string(), {}};
}

Finding look_at_space(const Program& program) {
    auto folder = program.paths.home;
    while (!folder.empty() && !std::filesystem::exists(folder)) folder = folder.parent_path();
    std::error_code error;
    const auto space = std::filesystem::space(folder, error);
    constexpr std::uintmax_t kEnough = 200ULL * 1024 * 1024;
    if (error) return {Health::Note, "free space is unknown", {}};
    const auto text = fmt::format("{} MB free for {}",
                                  space.available / (std::uintmax_t{1024} * 1024), folder.string());
    if (space.available < kEnough) return {Health::Bad, text, "the journal needs room to write"};
    return {Health::Good, text, {}};
}

Finding look_at_locale() {
    const std::string current = std::setlocale(LC_CTYPE, nullptr);
    if (MB_CUR_MAX < 3)
        return {Health::Bad, fmt::format("locale {} cannot show Chinese", current),
                "export LANG=C.UTF-8"};
    return {Health::Good, fmt::format("locale {}", current), {}};
}

Finding look_at_zone(const Program& program) {
    return {Health::Good, fmt::format("time zone {}", program.zone.name()), {}};
}

std::vector<Finding> look_at_services(const Program& program) {
    Loop loop;
    net::Client client(loop.context().get_executor());
    std::vector<Finding> findings;
    if (const auto running = loop.block(find_assistant(client, program.paths))) {
        findings.push_back(
            {Health::Good, fmt::format("the assistant runs at {}", running->door.url), {}});
    } else {
        findings.push_back({Health::Note, "the assistant does not run for this home",
                            "errand starts it by itself; errand serve keeps it running"});
    }
    if (!program.settings.services.empty()) return findings;
    if (const auto city = loop.block(find_city(client, program.paths))) {
        findings.push_back(
            {Health::Good, fmt::format("the sandbox city runs at {}", city->url), {}});
    } else {
        findings.push_back({Health::Note, "the sandbox city does not run for this home",
                            "errand starts it by itself"});
    }
    return findings;
}

void print(const Finding& finding, const Style& style) {
    const auto mark = finding.health == Health::Good   ? style.green("ok  ")
                      : finding.health == Health::Note ? style.yellow("note")
                                                       : style.red("BAD ");
    fmt::print("{}  {}\n", mark, finding.what);
    if (!finding.advice.empty()) fmt::print("      {}\n", finding.advice);
}

}  // namespace

int doctor(const Program& program) {
    std::vector<Finding> findings{
        look_at_home(program),          look_at_settings(program),
        look_at_key(program),           look_at_program("errand"),
        look_at_program("errand-city"), look_at_program("errand-documents"),
        look_at_space(program),         look_at_locale(),
        look_at_zone(program)};
    for (auto& finding : look_at_variables(program)) findings.push_back(std::move(finding));
    for (auto& finding : look_at_services(program)) findings.push_back(std::move(finding));
    bool good = true;
    for (const auto& finding : findings) {
        print(finding, program.style);
        good = good && finding.health != Health::Bad;
    }
    return good ? kOk : kNotAllPassed;
}

}  // namespace errand::app
