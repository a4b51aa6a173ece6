#include "app/command_line.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <clocale>
#include <csignal>
#include <cstdlib>
#include <functional>

#include "app/commands.hpp"
#include "app/exit_code.hpp"
#include "app/limits.hpp"

namespace errand::app {
namespace {

// What was asked for on the command line, to be done once all of it is read.
struct Request {
    CommonOptions common;
    ChatOptions chat;
    AskOptions ask;
    ServeOptions serve;
    ListOptions list;
    ShowOptions show;
    ApproveOptions approve;
    AnswerOptions answer;
    GrantsOptions grants;
    ConnectServiceOptions connect;
    std::string disconnect;
    LimitsOptions limits;
    AllowOptions allow;
    std::string revoke;
    UnderstandOptions understand;
    TrainOptions train;
    EvalOptions eval;
    EvalLanguageOptions eval_language;
    EvalInvoicesOptions eval_invoices;
    LedgerOptions ledger;
    std::function<int(const Program&)> act;  // empty: chat
    bool needs_no_home = false;
};

using Act = std::function<int(const Program&)>;

CLI::App* command(CLI::App& app, Request& request, const std::string& name,
                  const std::string& about, Act act) {
    auto* made = app.add_subcommand(name, about)->fallthrough();
    made->callback([&request, act = std::move(act)] { request.act = act; });
    return made;
}

void add_talking(CLI::App& app, Request& request) {
    auto* chat_command = command(app, request, "chat", "Talk to the assistant (the default)",
                                 [&request](const Program& program) {
                                     return request.chat.demo ? demo(program) : chat(program);
                                 });
    chat_command->add_flag("--demo", request.chat.demo, "Play one whole errand by itself");
    command(app, request, "demo",
            "Play one whole errand by itself in a sandbox of its own; 0 only if the city's records "
            "agree",
            [](const Program& program) { return demo(program); });
    auto* ask_command =
        command(app, request, "ask", "Say one sentence and print what came of it",
                [&request](const Program& program) { return ask(program, request.ask); });
    ask_command->add_option("text", request.ask.text, "What you need, in Chinese or English")
        ->required();
    ask_command->add_option("--attach", request.ask.attach,
                            "A file, an archive or a folder to hand in with it; may be repeated");
    ask_command->add_flag("--json", request.ask.json, "Print the events, one JSON value a line");
    ask_command->add_flag("--yes-to-nothing", request.ask.yes_to_nothing,
                          "Refuse whatever is asked, so that nothing stays open");
    auto* approve_command =
        command(app, request, "approve", "Show an approval that waits, and sign it",
                [&request](const Program& program) { return approve(program, request.approve); });
    approve_command->add_option("ask", request.approve.ask, "The ask's id, as in 3.2")->required();
    approve_command->add_flag("--yes", request.approve.yes, "Sign without asking again");
    approve_command->add_flag("--print", request.approve.print,
                              "Print the signed answer instead of sending it");
}

void add_answer(CLI::App& app, Request& request) {
    auto* made = command(
        app, request, "answer", "Answer what an errand asks: a choice, a question, a permission",
        [&request](const Program& program) { return answer(program, request.answer); });
    made->add_option("ask", request.answer.ask, "The ask's id, as in 3.2")->required();
    auto* how = made->add_option_group("how", "Exactly one of");
    how->add_option("--choose", request.answer.choose, "The offer with this number")
        ->check(CLI::PositiveNumber);
    how->add_option("--text", request.answer.text, "Words, to a question");
    how->add_flag("--yes", request.answer.yes, "Give the permission (to pay: errand approve)");
    how->add_flag("--no", request.answer.no, "Refuse the permission or the payment");
    how->require_option(1);
    made->add_flag("--json", request.answer.json, "Print the events, one JSON value a line");
}

void add_serving(CLI::App& app, Request& request) {
    auto* made =
        command(app, request, "serve", "Serve the HTTP API",
                [&request](const Program& program) { return serve(program, request.serve); });
    made->add_option("--address", request.serve.address, "Address to bind (loopback by default)");
    made->add_option("--port", request.serve.port,
                     fmt::format("Port (default {}; 0: any free one)", kDefaultPort));
    made->add_option("--ready-file", request.serve.ready_file,
                     "File to write once the doors are open");
    made->add_flag("--testing", request.serve.testing,
                   "Open the doors that tests need; never beside real services");
}

void add_reading(CLI::App& app, Request& request) {
    const auto with_json = [](CLI::App* made, bool& json) {
        made->add_flag("--json", json, "Print JSON");
    };
    with_json(
        command(app, request, "errands", "List errands",
                [&request](const Program& program) { return errands(program, request.list); }),
        request.list.json);
    auto* show_command =
        command(app, request, "show", "The journal of one errand",
                [&request](const Program& program) { return show(program, request.show); });
    show_command->add_option("number", request.show.number, "The errand's number")->required();
    with_json(show_command, request.show.json);
    with_json(command(app, request, "audit", "What was granted, approved and paid",
                      [&request](const Program& program) { return audit(program, request.list); }),
              request.list.json);
    auto* understand_command = command(
        app, request, "understand", "What the embedded brain makes of a sentence",
        [&request](const Program& program) { return understand(program, request.understand); });
    understand_command->add_option("text", request.understand.text, "The sentence")->required();
    with_json(understand_command, request.understand.json);
    auto* train_command = app.add_subcommand("train", "A model of the brain from skills' phrases");
    train_command->callback([&request] {
        request.needs_no_home = true;
        request.act = [&request](const Program&) { return train(request.train); };
    });
    train_command
        ->add_option("folders", request.train.folders, "Folders of skills, or folders of those")
        ->required();
    train_command->add_option("-o,--output", request.train.to, "The file to write")
        ->capture_default_str();
    command(app, request, "doctor", "What is missing or wrong on this machine",
            [](const Program& program) { return doctor(program); });
}

void add_allow(CLI::App& app, Request& request) {
    auto* made = app.add_subcommand("allow", "Standing rules for small payments")->fallthrough();
    made->require_subcommand(0, 1);
    made->callback([&request, made] {
        if (made->get_subcommands().empty())
            request.act = [&request](const Program& program) {
                return allow_list(program, request.list);
            };
    });
    made->add_flag("--json", request.list.json, "Print JSON");
    auto* make = command(*made, request, "make", "Make and sign a rule",
                         [&request](const Program& p) { return allow_make(p, request.allow); });
    make->add_option("--payee", request.allow.payees, "Whom it holds for (a payee's id)")
        ->required();
    make->add_option("--per-payment", request.allow.per_payment, "Most for one payment")
        ->required();
    make->add_option("--per-day", request.allow.per_day, "Most for one day")->required();
    make->add_option("--currency", request.allow.currency, "Currency")->capture_default_str();
    make->add_option("--days", request.allow.days, "Days it holds")
        ->capture_default_str()
        ->check(CLI::Range(1, kMaxAllowanceDays));
    make->add_flag("--yes", request.allow.yes, "Sign without asking again");
    make->add_flag("--json", request.allow.json, "Print JSON");
    command(*made, request, "list", "List the rules",
            [&request](const Program& program) { return allow_list(program, request.list); });
    auto* revoke =
        command(*made, request, "revoke", "Withdraw a rule",
                [&request](const Program& p) { return allow_revoke(p, request.revoke); });
    revoke->add_option("id", request.revoke, "The rule's id")->required();
}

void add_consent(CLI::App& app, Request& request) {
    auto* grants_command =
        command(app, request, "grants", "List permissions, or withdraw one",
                [&request](const Program& program) { return grants(program, request.grants); });
    grants_command->add_flag("--json", request.grants.json, "Print JSON");
    auto* withdraw = grants_command->add_subcommand("withdraw", "Withdraw a service's permission");
    withdraw->add_option("service", request.grants.withdraw, "The service")->required();
    auto* limits_command =
        command(app, request, "limits", "Show or set spending limits",
                [&request](const Program& program) { return limits(program, request.limits); });
    limits_command->add_option("--per-payment", request.limits.per_payment,
                               "Most for one payment; none: no limit");
    limits_command->add_option("--per-day", request.limits.per_day,
                               "Most for one day; none: no limit");
    limits_command->add_flag("--json", request.limits.json, "Print JSON");
    add_allow(app, request);
}

void add_connecting(CLI::App& app, Request& request) {
    auto* made = command(
        app, request, "connect",
        "Connect a service: errand connect URL, or errand connect -- COMMAND ARGUMENT…",
        [&request](const Program& program) { return connect_service(program, request.connect); });
    auto& options = request.connect;
    made->add_option("what", options.what,
                     "Address of an MCP server; or, behind --, a program that serves MCP over its "
                     "pipes, and its arguments");
    made->add_option("--openapi", options.openapi,
                     "The OpenAPI 3.x document (JSON) of an HTTP service: a file or an address");
    made->add_flag(
        "--ucp", options.ucp,
        "The address is the domain of a shop that speaks UCP (found out by itself, too)");
    made->add_option("--endpoint", options.endpoint,
                     "Where that shop is asked, if it names another server than its own");
    made->add_option("--name", options.name, "What it is called here (default: by what it is)");
    made->add_option("--env", options.environment,
                     "A variable that the program is given, by name; may be repeated")
        ->take_all()
        ->allow_extra_args(false);
    made->add_option("--directory", options.directory, "Where the program runs (default: ~)");
    made->add_option("--key-env", options.key_env, "The variable that holds the service's key");
    made->add_flag("--key", options.key, "Ask for the service's key, and keep it sealed");
    made->add_flag("--anyway", options.anyway, "Keep it though it does not answer now");
    command(app, request, "services", "The services, how each does and what is permitted",
            [&request](const Program& program) { return services(program, request.list); })
        ->add_flag("--json", request.list.json, "Print JSON");
    command(app, request, "disconnect", "Take out a service and withdraw its permission",
            [&request](const Program& program) {
                return disconnect_service(program, request.disconnect);
            })
        ->add_option("name", request.disconnect, "The service")
        ->required();
    auto* ucp = app.add_subcommand("ucp", "What shops that speak UCP know of errand");
    ucp->require_subcommand(1);
    command(*ucp, request, "profile",
            "Print the profile to publish, with the key that requests are signed with",
            [](const Program& program) { return shop_profile(program); });
}

void add_eval_language(CLI::App& eval_command, Request& request) {
    auto* made = eval_command.add_subcommand(
        "language", "Measure the reading of text on public data, beside reference figures");
    made->callback([&request] {
        request.needs_no_home = true;
        request.act = [&request](const Program&) { return eval_language(request.eval_language); };
    });
    auto& options = request.eval_language;
    options.references = "eval/language/references.json";
    made->add_option("part", options.part, "Only measurements whose name begins so");
    made->add_option("--data", options.data,
                     "Folder of the data (default: $ERRAND_DATA/language, else "
                     "../shared/data/language)");
    made->add_option("--only", options.only, "Only rows whose name contains this");
    made->add_option("--references", options.references, "Reference figures")
        ->capture_default_str();
    made->add_option("--failures", options.failures, "Print so many failed cases of each row");
    made->add_flag("--json", options.json, "Print JSON");
}

void add_eval(CLI::App& app, Request& request) {
    auto* made = app.add_subcommand(
        "eval", "Play scenarios, each against a fresh city and a fresh assistant");
    made->callback([&request, made] {
        request.needs_no_home = true;
        if (made->get_subcommands().empty())
            request.act = [&request](const Program&) { return eval(request.eval); };
    });
    add_eval_language(*made, request);
    made->require_subcommand(0, 1);
    made->add_option("files", request.eval.files,
                     "Suites (.jsonl), or: vitabench FILE (tasks of that form)");
    made->add_option("--only", request.eval.only, "Only scenarios whose id begins so");
    made->add_option("--repeat", request.eval.repeat, "Play each so often; adds pass^K")
        ->capture_default_str();
    made->add_option("--jobs", request.eval.jobs, "So many at once")->capture_default_str();
    made->add_flag("--json", request.eval.json, "Print one JSON report");
    made->add_flag("--keep", request.eval.keep, "Keep logs and databases, and say where");
    made->add_flag("--crash-everywhere", request.eval.crash_everywhere,
                   "Kill the assistant before and after every recorded step of each scenario");
}

void add_eval_invoices(CLI::App& app, Request& request) {
    auto* made = app.add_subcommand("eval-invoices",
                                    "Measure the reading of a folder of invoices against a truth");
    made->callback([&request] {
        request.needs_no_home = true;
        request.act = [&request](const Program&) { return eval_invoices(request.eval_invoices); };
    });
    auto& options = request.eval_invoices;
    made->add_option("folder", options.folder, "Folder of the files")->required();
    made->add_option("truth", options.truth, "What they say (JSON)")->required();
    made->add_option("--failures", options.failures, "Print so many fields that were read wrong");
    made->add_flag("--json", options.json, "Print JSON");
    made->add_flag("--without-xml", options.without_xml,
                   "Read the pages of PDF files, not their data (needs errand-page-documents)");
}

void add_ledger(CLI::App& app, Request& request) {
    auto* made = app.add_subcommand("ledger", "A reimbursement ledger (Excel) of invoices in files")
                     ->fallthrough();
    made->callback([&request] {
        request.needs_no_home = true;
        request.act = [&request](const Program&) {
            request.ledger.language =
                request.common.language.empty() ? language_of_locale() : request.common.language;
            return ledger_command(request.ledger);
        };
    });
    auto& options = request.ledger;
    made->add_option("files", options.files, "Files and folders: PDF, OFD, XML, archives, …")
        ->required();
    made->add_option("-o,--output", options.output, "The workbook to write (.xlsx)")->required();
    made->add_option("--year", options.year, "Invoices of another year are left out, and named")
        ->check(CLI::Range(kFirstLedgerYear, kLastLedgerYear));
    made->add_option("--buyer-tax-id", options.buyer_tax_id,
                     "The company's own tax id: invoices made out to others are named");
    made->add_option("--claimant", options.claimant, "Who claims them");
    made->add_option("--category-map", options.category_map,
                     "JSON file of the company's own rules for categories");
    made->add_option("--currency", options.currency, "The company's own currency")
        ->capture_default_str();
    made->add_option("--rate", options.rates, "What one unit is in that currency: EUR=7.85");
    made->add_flag("--csv", options.csv, "Write a .csv beside it too");
    made->add_flag("--json", options.json, "Write a .json with every field's source beside it too");
    made->add_flag("--force", options.force, "Replace files that are there already");
    made->add_flag("--quiet", options.quiet, "No progress on stderr");
}

void add_common(CLI::App& app, Request& request) {
    app.add_option("--home", request.common.home,
                   "Folder that errand keeps its things in (default: $ERRAND_HOME, else "
                   "~/.local/share/errand)");
    app.add_option("--language", request.common.language, "zh or en (default: by the locale)")
        ->check(CLI::IsMember({"zh", "en"}));
    app.add_option("--sandbox", request.common.sandbox,
                   "Address of a sandbox city that runs (default: the home's own)");
    app.add_flag("--verbose", request.common.verbose, "Say more on stderr");
    app.set_version_flag("--version", "errand 0.1.0");
    app.footer("Errors go to stderr; docs/cli.md lists the exit codes.");
}

int carry_out(Request& request) {
    if (request.needs_no_home) return request.act(Program{});
    const auto program = prepare(request.common);
    if (!program) return report(program.error());
    return request.act ? request.act(*program) : chat(*program);
}

}  // namespace

int run(int count, char** arguments) {
    std::setlocale(LC_ALL, "");
    if (MB_CUR_MAX == 1) std::setlocale(LC_CTYPE, "C.UTF-8");
    std::signal(SIGPIPE, SIG_IGN);
    CLI::App app("errand gets things done: say what you need, in Chinese or English.", "errand");
    Request request;
    app.require_subcommand(0, 1);
    add_common(app, request);
    add_talking(app, request);
    add_answer(app, request);
    add_serving(app, request);
    add_reading(app, request);
    add_consent(app, request);
    add_connecting(app, request);
    add_eval(app, request);
    add_eval_invoices(app, request);
    add_ledger(app, request);
    try {
        app.parse(count, arguments);
    } catch (const CLI::Success& success) {
        return app.exit(success);
    } catch (const CLI::ParseError& error) {
        app.exit(error);
        return kInvalid;
    }
    return carry_out(request);
}

}  // namespace errand::app
