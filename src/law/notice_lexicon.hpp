// The words of the trade that a notice is read by: departments and the ten routes, as data.
//
// rulebooks/data/departments.tsv: id, words, Chinese and English name. The longest word inside a phrase decides.
// rulebooks/data/notice_routes.tsv: route, patterns, Chinese and English name, when it counts; a pattern is words that
// must all stand in one sentence (a+b).
// A county with other names adds words there; nothing in the program knows a place. Private to the room.
#pragma once

#include "law/notice_chars.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace law::notice {

class Lexicon {
  public:
    /// Reads both tables from base::data_folder(). Errors: FileNotFound, RulebookInvalid with the line.
    static base::Result<Lexicon> load();
    static base::Result<Lexicon> parse(std::string_view departments, std::string_view routes);

    struct Unit {
        std::string id;
        std::vector<Chars> words;
        base::Text name;
    };
    struct Found : Span {
        const Unit* unit = nullptr;
    };
    /// The longest word of any department inside the phrase; of two as long the later one (市生态环境局县分局).
    Found department(View phrase) const;
    const Unit* by_id(std::string_view id) const;

    struct RoutePattern {
        std::string route;
        std::vector<Chars> words;  ///< all of them
    };
    const std::vector<RoutePattern>& routes() const { return routes_; }
    struct RouteName {
        std::string route;
        base::Text name;
        std::string counts;  ///< never | recorded | marked | procedure: a default of ours
    };
    /// Null for a route that the table does not name.
    const RouteName* route_name(std::string_view route) const;
    /// Routes whose patterns the sentence holds, each once.
    std::vector<std::string> routes_of(View sentence) const;

  private:
    std::vector<Unit> units_;
    std::vector<RoutePattern> routes_;
    std::vector<RouteName> route_names_;
};

/// What stocks are called: 批而未供 -> unsupplied …; for the stock named last before `until`.
struct StockWord : Span {
    std::string stock;
};
std::vector<StockWord> stock_words(View text);

}  // namespace law::notice
