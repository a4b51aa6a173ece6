// `errand doctor`: what is missing or wrong on this machine.
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <clocale>
#include <cstdlib>
#include <vector>

#include "app/commands.hpp"
#include "app/exit_code.hpp"
#include "app/model_findings.hpp"
#include "app/service_settings.hpp"
#include "assistant/written_skills.hpp"
#include "base/printable.hpp"
#include "crypto/keys.hpp"
#include "skills/registry.hpp"

namespace errand::app {
namespace {

std::string permissions_of(const struct stat& status) {
    return fmt::format("{:04o}", static_cast<unsigned>(status.st_mode) & 07777U);
}

Finding look_at_home(const Program& program) {
    struct stat status{};
    const auto home = program.paths.home.string();
    if (::stat(home.c_str(), &status) != 0)
        return {Health::Note,
                in(program.style, fmt::format("家目录 {} 还没有", home),
                   fmt::format("home {} is not there yet", home)),
                in(program.style, "第一次启动时会建", "the first start makes it")};
    if ((status.st_mode & 077U) != 0) {
        const auto mode = permissions_of(status);
        return {Health::Bad,
                in(program.style, fmt::format("家目录 {} 对别人开着({})", home, mode),
                   fmt::format("home {} is open to others ({})", home, mode)),
                fmt::format("chmod 700 {}", home)};
    }
    if (::access(home.c_str(), W_OK) != 0)
        return {Health::Bad,
                in(program.style, fmt::format("家目录 {} 写不了", home),
                   fmt::format("home {} cannot be written", home)),
                in(program.style, "把它交给当前用户,或换一个 --home",
                   "give it to this user, or use another --home")};
    return {Health::Good, fmt::format("{} {}", in(program.style, "家目录", "home"), home)};
}

// A service is given variables that have to be set where the assistant is started.
Findings look_at_variables(const Program& program) {
    Findings findings;
    for (const auto& service : program.settings.services)
        for (const auto& name : missing_variables(service))
            findings.push_back(
                {Health::Note,
                 in(program.style, fmt::format("服务 {} 要用的变量 {} 没有设", service.name, name),
                    fmt::format("the variable {}, which the service {} is to be given, is not set",
                                name, service.name)),
                 fmt::format("export {}=…", name)});
    return findings;
}

Finding look_at_key(const Program& program) {
    const auto file = program.paths.key();
    if (!std::filesystem::exists(file))
        return {Health::Note, in(program.style, "还没有签名密钥", "no signing key yet"),
                in(program.style, "第一次对话时会建", "the first chat makes it")};
    if (const auto key = crypto::PrivateKey::load(file); !key)
        return {Health::Bad, key.error().message, key.error().advice};
    return {Health::Good,
            fmt::format("{} {}", in(program.style, "签名密钥", "signing key"), file.string())};
}

Finding look_at_settings(const Program& program) {
    const auto file = program.paths.settings();
    std::string names;
    for (const auto& service : program.settings.services) {
        names += (names.empty() ? "" : ", ") + service.name;
    }
    if (names.empty())
        names = in(program.style, "没有自己的,所以用沙盒城市的",
                   "none of your own, so the sandbox city's are used");
    const auto where = std::filesystem::exists(file)
                           ? file.string()
                           : in(program.style, "没有 errand.toml", "no errand.toml");
    return {Health::Good, in(program.style, fmt::format("{}:服务:{}", where, names),
                             fmt::format("{}: services: {}", where, names))};
}

Finding look_at_program(const Program& program, const std::string& name) {
    const auto file = client::own_folder() / name;
    if (::access(file.c_str(), X_OK) != 0)
        return {Health::Bad,
                in(program.style, fmt::format("缺少 {}", file.string()),
                   fmt::format("{} is missing", file.string())),
                in(program.style, "用 ./dev run 构建", "./dev run builds it")};
    return {Health::Good, file.string()};
}

Finding look_at_space(const Program& program) {
    auto folder = program.paths.home;
    while (!folder.empty() && !std::filesystem::exists(folder)) folder = folder.parent_path();
    std::error_code error;
    const auto space = std::filesystem::space(folder, error);
    constexpr std::uintmax_t kEnough = 200ULL * 1024 * 1024;
    if (error)
        return {Health::Note, in(program.style, "不知道还有多少空间", "free space is unknown")};
    const auto megabytes = space.available / (std::uintmax_t{1024} * 1024);
    auto text = in(program.style, fmt::format("{} 还有 {} MB 空间", folder.string(), megabytes),
                   fmt::format("{} MB free for {}", megabytes, folder.string()));
    if (space.available < kEnough)
        return {Health::Bad, std::move(text),
                in(program.style, "日志要有地方写", "the journal needs room to write")};
    return {Health::Good, std::move(text)};
}

Finding look_at_locale(const Program& program) {
    const std::string current = std::setlocale(LC_CTYPE, nullptr);
    if (MB_CUR_MAX < 3)
        return {Health::Bad,
                in(program.style, fmt::format("语言环境 {} 显示不了中文", current),
                   fmt::format("locale {} cannot show Chinese", current)),
                "export LANG=C.UTF-8"};
    return {Health::Good, fmt::format("{} {}", in(program.style, "语言环境", "locale"), current)};
}

Finding look_at_zone(const Program& program) {
    return {Health::Good,
            fmt::format("{} {}", in(program.style, "时区", "time zone"), program.zone.name())};
}

Findings look_at_services(const Program& program) {
    Loop loop;
    net::Client client(loop.context().get_executor());
    Findings findings;
    if (const auto running = loop.block(find_assistant(client, program.paths))) {
        findings.push_back(
            {Health::Good, in(program.style, fmt::format("助手在 {} 运行", running->door.url),
                              fmt::format("the assistant runs at {}", running->door.url))});
    } else {
        findings.push_back({Health::Note,
                            in(program.style, "这个家目录的助手没有运行",
                               "the assistant does not run for this home"),
                            in(program.style, "errand 会自己启动它;errand serve 让它一直运行",
                               "errand starts it by itself; errand serve keeps it running")});
    }
    if (!program.settings.services.empty()) return findings;
    if (const auto city = loop.block(find_city(client, program.paths))) {
        findings.push_back(
            {Health::Good, in(program.style, fmt::format("沙盒城市在 {} 运行", city->url),
                              fmt::format("the sandbox city runs at {}", city->url))});
    } else {
        findings.push_back(
            {Health::Note,
             in(program.style, "这个家目录的沙盒城市没有运行",
                "the sandbox city does not run for this home"),
             in(program.style, "errand 会自己启动它", "errand starts it by itself")});
    }
    return findings;
}

Findings look_at_written_skills(const Program& program) {
    assistant::TakenNames taken;
    for (auto& skill : skills::make_all()) taken.insert(std::move(skill.name));
    const auto found = assistant::look_at_skills(program.paths.skills(), taken);
    Findings findings;
    std::string names;
    for (const auto& skill : found.skills) names += (names.empty() ? "" : ", ") + skill.name;
    if (!names.empty() && program.settings.models.endpoints.empty())
        findings.push_back({Health::Note,
                            in(program.style, fmt::format("技能 {} 要有大模型才办得了", names),
                               fmt::format("only a large model can follow the skills {}", names)),
                            in(program.style, "docs/models.md 说明怎么接",
                               "docs/models.md shows how to connect one")});
    else if (!names.empty())
        findings.push_back({Health::Good, in(program.style, fmt::format("自己的技能:{}", names),
                                             fmt::format("skills of your own: {}", names))});
    for (const auto& one : found.left_out) {
        const auto name = printable_line(one.folder);
        const auto why = printable_line(one.why.message);
        findings.push_back({Health::Bad,
                            in(program.style, fmt::format("技能 {} 用不了:{}", name, why),
                               fmt::format("the skill {} is left out: {}", name, why)),
                            one.why.advice});
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
    Findings findings{look_at_home(program),
                      look_at_settings(program),
                      look_at_key(program),
                      look_at_program(program, "errand"),
                      look_at_program(program, "errand-city"),
                      look_at_program(program, "errand-documents"),
                      look_at_space(program),
                      look_at_locale(program),
                      look_at_zone(program)};
    for (auto& finding : look_at_variables(program)) findings.push_back(std::move(finding));
    for (auto& finding : look_at_written_skills(program)) findings.push_back(std::move(finding));
    for (auto& finding : look_at_services(program)) findings.push_back(std::move(finding));
    bool good = true;
    const auto show = [&](const Finding& finding) {
        print(finding, program.style);
        good = good && finding.health != Health::Bad;
    };
    for (const auto& finding : findings) show(finding);
    // Last: models take their time.
    for (const auto& finding : look_at_models(program)) show(finding);
    return good ? kOk : kNotAllPassed;
}

}  // namespace errand::app
