#include "law/table_proof.hpp"

#include <algorithm>

namespace law {

bool empty(const Box& box) {
    return std::any_of(box.begin(), box.end(), [](Cells cells) { return cells == 0; });
}

Box intersection(const Box& a, const Box& b) {
    Box out = a;
    for (std::size_t column = 0; column < out.size(); ++column) out[column] &= b[column];
    return out;
}

std::vector<Box> minus(const Box& box, const Box& row) {
    std::vector<Box> out;
    Box inside = intersection(box, row);
    if (empty(inside)) return {box};
    Box rest = box;
    for (std::size_t column = 0; column < box.size(); ++column) {
        const Cells left = box[column] & ~row[column];
        if (left != 0) {
            Box piece = rest;
            piece[column] = left;
            out.push_back(std::move(piece));
        }
        rest[column] = inside[column];
    }
    return out;
}

namespace {

class Prover {
  public:
    explicit Prover(const CompiledTable& compiled) : compiled_(compiled), table_(compiled.table()) {}

    std::vector<BookFault> all() {
        walk();
        if (table_.unique) conflicts();
        cases();
        return std::move(faults_);
    }

  private:
    void walk();
    void unreachable(std::size_t row);
    void conflicts();
    void cases();
    Box widened(Box gap) const;
    base::Text words(const Box& box) const;
    base::Text name(std::size_t row) const {
        const TableRow& one = table_.rows[row];
        return {"第 " + std::to_string(row + 1) + " 行「" + one.id + "」",
                "row " + std::to_string(row + 1) + " \"" + one.id + "\""};
    }
    void fault(const char* code, const std::string& where, base::Text text, base::Text example) {
        faults_.push_back({code, where, std::move(text), std::move(example)});
    }
    std::string place(std::size_t row) const { return table_.id + "/" + table_.rows[row].id; }

    const CompiledTable& compiled_;
    const DecisionTable& table_;
    std::vector<BookFault> faults_;
};

/// "动工 = 不明，许可证 = 是": what a box says of the columns that it does not leave open.
base::Text Prover::words(const Box& box) const {
    base::Text out;
    for (std::size_t column = 0; column < box.size(); ++column) {
        if (box[column] == compiled_.domain()[column]) continue;
        const base::Text value = compiled_.sample(column, box[column]);
        out.zh += (out.zh.empty() ? "" : "，") + table_.columns[column].name.zh + " = " + value.zh;
        out.en += (out.en.empty() ? "" : ", ") + table_.columns[column].name.en + " = " + value.en;
    }
    if (out.zh.empty()) return {"任何情形", "any case"};
    return out;
}

/// A gap with every column opened that need not be stated for it to be one.
Box Prover::widened(Box gap) const {
    for (std::size_t column = 0; column < gap.size(); ++column) {
        Box wider = gap;
        wider[column] = compiled_.domain()[column];
        const bool still = std::all_of(compiled_.rows().begin(), compiled_.rows().end(),
                                       [&](const Box& row) { return empty(intersection(wider, row)); });
        if (still) gap = std::move(wider);
    }
    return gap;
}

/// Row after row takes its part away; what takes nothing is never reached, and what is left in the end is a gap.
void Prover::walk() {
    std::vector<Box> left{compiled_.domain()};
    std::vector<std::size_t> never;
    for (std::size_t row = 0; row < compiled_.rows().size(); ++row) {
        std::vector<Box> next;
        bool takes = false;
        for (const Box& box : left) {
            std::vector<Box> rest = minus(box, compiled_.rows()[row]);
            takes = takes || rest.size() != 1 || rest[0] != box;
            next.insert(next.end(), rest.begin(), rest.end());
        }
        if (!takes && !table_.rows[row].implied) never.push_back(row);
        left = std::move(next);
    }
    if (!left.empty()) {
        const base::Text example = words(widened(left.front()));
        fault("TABLE_GAP", table_.id, {"有的情形没有一行管到。", "There is a case that no row answers."}, example);
    }
    for (const std::size_t row : never) unreachable(row);
}

void Prover::unreachable(std::size_t row) {
    const Box& box = compiled_.rows()[row];
    if (empty(box)) {
        fault("ROW_UNREACHABLE", place(row),
              {name(row).zh + "的条件自相矛盾，永远用不到。",
               "The conditions of " + name(row).en + " exclude each other."},
              {});
        return;
    }
    Box sample = box;
    for (Cells& cells : sample) cells &= ~(cells - 1);
    const std::size_t taker = compiled_.first(sample.data()).value_or(row);
    const base::Text given = words(box);
    fault("ROW_UNREACHABLE", place(row),
          {name(row).zh + "永远用不到：前面的行已经管到它的全部情形。",
           "No case ever reaches " + name(row).en + ": rows before it answer all of its cases."},
          {given.zh + "：先由" + name(taker).zh + "回答", given.en + ": answered by " + name(taker).en + " first"});
}

void Prover::conflicts() {
    for (std::size_t b = 0; b < compiled_.rows().size(); ++b)
        for (std::size_t a = 0; a < b; ++a) {
            const Box both = intersection(compiled_.rows()[a], compiled_.rows()[b]);
            if (empty(both)) continue;
            fault("TABLE_CONFLICT", place(b),
                  {name(a).zh + "和" + name(b).zh + "同时适用，而本表每种情形只许一行适用。",
                   name(a).en + " and " + name(b).en + " both fit, and of this table only one row may."},
                  words(both));
        }
}

void Prover::cases() {
    std::vector<bool> fired(table_.rows.size(), false);
    for (std::size_t i = 0; i < table_.cases.size(); ++i) {
        const Box facts = compiled_.facts_of(i);
        const auto row = compiled_.first(facts.data());
        const std::string& wanted = table_.cases[i].row;
        if (row && table_.rows[*row].id == wanted) {
            fired[*row] = true;
            continue;
        }
        const base::Text found = row ? name(*row) : base::Text{"没有一行", "no row"};
        fault("CASE_WRONG", table_.id + "/" + wanted,
              {"第 " + std::to_string(i + 1) + " 个用例应由「" + wanted + "」回答，实际是" + found.zh + "。",
               "Case " + std::to_string(i + 1) + " should be answered by \"" + wanted + "\", but is by " + found.en +
                   "."},
              words(facts));
    }
    for (std::size_t row = 0; row < fired.size(); ++row)
        if (!fired[row] && !table_.rows[row].implied)
            fault("ROW_UNFIRED", place(row),
                  {name(row).zh + "没有用例证明它会被用到。", "No stored case shows " + name(row).en + " to fire."},
                  words(compiled_.rows()[row]));
}

}  // namespace

std::vector<BookFault> prove_table(const CompiledTable& table) { return Prover(table).all(); }

}  // namespace law
