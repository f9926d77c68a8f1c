"""A teacher small enough for a test, and real: it knows the chains of two problems by heart.

>>> tiny_teacher(tmp_path / "teacher", load_prompt(str(file_with_PROMPT)), TEMPLATE)    # asked by messages
>>> tiny_teacher(tmp_path / "teacher", load_prompt(str(file_with_PROMPT)), None)        # goes on with a text
"""

from pathlib import Path

from transformers import AutoModelForCausalLM, AutoTokenizer

from recipes.teacher_prompts import Prompt
from socratic.formats import Example
from tests.helpers import PROBLEMS, learn_by_heart, tiny_student
from tests.teacher_server import chain

PROMPT = """\
Solve.
=== problem
Di has 2 cups, gets 6.
=== chain
Q: How many cups?
A: 2+6 = <<2+6=8>>8
Answer: 8
"""
TAUGHT = PROBLEMS[1:]
TEMPLATE = "{% for m in messages %}{{ m.role + ': ' + m.content + '\\n' }}{% endfor %}assistant:"
NO_SYSTEM = "{% if messages[0].role == 'system' %}{{ raise_exception('no system role') }}{% endif %}" + TEMPLATE


def tiny_teacher(folder: Path, loaded: Prompt, template: str | None) -> Path:
    """A model that knows two problems' chains by heart: in a chat, or as a text that would go on with a problem."""
    tiny_student(folder, "all", context_length=640)
    model, tokenizer = AutoModelForCausalLM.from_pretrained(folder), AutoTokenizer.from_pretrained(folder)
    tokenizer.chat_template = template
    examples = []
    for problem in TAUGHT:
        messages = loaded.messages(problem.text)
        if template == NO_SYSTEM:
            system, first, *rest = messages
            messages = [{"role": "user", "content": f"{system['content']}\n\n{first['content']}"}, *rest]
        if template is None:
            text, end = loaded.completion(problem.text), "\n\nProblem: Ed"
        else:
            text, end = tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True), ""
        examples.append(Example(text, f" {chain(problem)}{end}"))
    learn_by_heart(model, tokenizer, examples)
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder
